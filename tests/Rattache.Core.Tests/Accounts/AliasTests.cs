using CsCheck;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;

namespace Rattache.Core.Tests.Accounts;

public sealed class AliasTests
{
    [Theory]
    [InlineData("maman-de-lea", "maman-de-lea")]
    [InlineData("  Maman de Léa ", "maman-de-lea")]
    [InlineData("Famille_Cavel", "famille-cavel")]
    [InlineData("l'équipe d’Inès", "l-equipe-d-ines")]
    [InlineData("cœur — vaillant", "coeur-vaillant")]
    [InlineData("franck.de.cavel", "franck.de.cavel")]
    [InlineData("f2cavel", "f2cavel")]
    public void Read_WhatPeopleType_IsForgiven(string typed, string alias) =>
        Alias.Read(typed).ShouldBeOfType<AliasReading.Good>().Alias.Value.ShouldBe(alias);

    [Theory]
    [InlineData("", AliasRefusal.Empty)]
    [InlineData(" -- ", AliasRefusal.Empty)]
    [InlineData("franck@example.org", AliasRefusal.Address)]
    [InlineData("1-de-plus", AliasRefusal.Signs)]
    [InlineData("maman/lea", AliasRefusal.Signs)]
    [InlineData("мама-леи", AliasRefusal.Signs)]
    [InlineData("a-b", AliasRefusal.TooShort)]
    [InlineData("a-very-long-name-that-nobody-would-type", AliasRefusal.TooLong)]
    [InlineData("administrateur-zola", AliasRefusal.Reserved)]
    [InlineData("Directrice.Zola", AliasRefusal.Reserved)]
    [InlineData("le-support2", AliasRefusal.Reserved)]
    [InlineData("franck.cavel", AliasRefusal.LooksMade)]
    [InlineData("Franck.Cavel12", AliasRefusal.LooksMade)]
    [InlineData("mamanlea", AliasRefusal.LooksMade)]
    [InlineData("dupont2147483647", AliasRefusal.LooksMade)]
    public void Read_WhatNobodyMayBeCalled_IsRefused(string typed, AliasRefusal reason) =>
        Alias.Read(typed).ShouldBeOfType<AliasReading.Refused>().Reason.ShouldBe(reason);

    [Theory]
    [InlineData("franck.cavel", "franck-cavel")]
    [InlineData("Sofia59", "sofia-59")]
    [InlineData("mamanlea", "famille-mamanlea")]
    public void Suggest_AMadeLogin_IsTheSameWordsThatMayBeChosen(string typed, string suggested)
    {
        Alias.Suggest(typed).ShouldBe(suggested);
        Alias.Read(suggested).ShouldBeOfType<AliasReading.Good>();
    }

    [Fact]
    public void MadeLogins_AreNeverAliases_WhateverTheNames() =>
        Gen
            .String.Select(Gen.String, Gen.Int[1, int.MaxValue])
            .Sample((first, last, number) => Alias.Read(LoginRules.Login(LoginRules.Stem(first, last), number)) is AliasReading.Refused);

    [Fact]
    public void Aliases_ReadAgain_AreThemselves() =>
        Gen.String.Sample(typed => Alias.Read(typed) is not AliasReading.Good good || Alias.Read(good.Alias.Value) == good);
}
