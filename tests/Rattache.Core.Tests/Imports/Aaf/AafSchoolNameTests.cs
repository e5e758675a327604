using Rattache.Core.Imports.Aaf;

namespace Rattache.Core.Tests.Imports.Aaf;

public sealed class AafSchoolNameTests
{
    [Theory]
    [InlineData("CLG$SIMONE VEIL$MARSEILLE", "Collège Simone Veil", "Marseille")]
    [InlineData("COLLEGE$JEAN JAURÈS$LE MANS", "Collège Jean Jaurès", "Le Mans")]
    [InlineData("ECOLE PRIMAIRE$ÉMILE ZOLA$NICE", "École Émile Zola", "Nice")]
    [InlineData("LYC$MARIE CURIE$SAINT-JEAN-DE-LUZ", "Lycée Marie Curie", "Saint-Jean-de-Luz")]
    [InlineData("CLG$DES ESSAIS$NICE", "Collège des Essais", "Nice")]
    [InlineData("ECOLE PRIMAIRE$LES MIMOSAS$L'ISLE-ADAM", "École Les Mimosas", "L'Isle-Adam")]
    [InlineData("LYC$HENRI IV$PARIS", "Lycée Henri IV", "Paris")]
    [InlineData("CLG$D'ALEMBERT", "Collège d'Alembert", null)]
    [InlineData("CLG$J.F. KENNEDY$NICE", "Collège J.F. Kennedy", "Nice")]
    [InlineData("CLG$Rosa Parks$Rennes", "Collège Rosa Parks", "Rennes")]
    [InlineData("INSTITUT$DE LA MER$NICE", "Institut de la Mer", "Nice")]
    [InlineData("COLLEGE ROSA PARKS", "College Rosa Parks", null)]
    public void Read_IsWhatParentsSay(string feed, string name, string? town) => AafSchoolName.Read(feed).ShouldBe((name, town));
}
