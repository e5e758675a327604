using System.Collections.Frozen;

namespace Rattache.Core.Imports.Aaf;

/// <summary>What each feed calls what we need (annex 4 of the SDET; AAF1D's own annex), and what it may send besides.</summary>
internal sealed record AafNames
{
    public static readonly AafNames Aaf = new()
    {
        LastName = "sn",
        FirstName = "givenName",
        Email = "mail",
        HomePhone = "homePhone",
        MobilePhone = "mobile",
        Links = "ENTElevePersRelEleve",
        Classes = "ENTEleveClasses",
        Town = "l",
    };

    public static readonly AafNames Aaf1d = new()
    {
        LastName = "ENTPersonNom",
        FirstName = "ENTPersonPrenom",
        Email = "ENTPersonMail",
        HomePhone = "ENTPersonTelPerso",
        MobilePhone = "ENTPersRelEleveTelMobile",
        Links = "ENTEleveAutoriteParentale",
        Classes = "ENTPersonClasses",
        Town = "ENTStructureVille",
    };

    public const string BirthName = "ENTPersonNomPatro";
    public const string BirthDate = "ENTPersonDateNaissance";
    public const string Ine = "ENTEleveINE";
    public const string Schools = "ENTPersonStructRattach";
    public const string Functions = "ENTPersonFonctions";
    public const string Uai = "ENTStructureUAI";
    public const string SchoolName = "ENTStructureNomCourant";

    // Known and left where they are: accounts do without addresses, sex, courses, groups, grants, transport.
    private static readonly FrozenSet<string> Unneeded = """
        ENTPersonJointure ENTPersonAutresPrenoms ENTPersonSexe ENTPersonAdresse ENTPersonCodePostal ENTPersonVille ENTPersonPays ENTPersonCivilite
        ENTPersonTelPro ENTPersonFax ENTPersonAlias ENTPersonNationalProfil ENTPersonProfils ENTPersonGroupes ENTPersonNiveau ENTPersonCycle
        ENTPersonCentresInteret ENTPersonStatut ENTPersonLogin ENTPersonAutreNom
        personalTitle telephoneNumber facsimileTelephoneNumber street postalCode postOfficeBox
        ENTEleveGroupes ENTEleveStructRattachId ENTEleveRegime ENTEleveStatutEleve ENTEleveMEF ENTEleveLibelleMEF ENTEleveNivFormation
        ENTEleveNivFormationDiplome ENTEleveFiliere ENTEleveSpecialite ENTEleveEnseignements ENTEleveCodeEnseignements ENTEleveBoursier ENTEleveTransport
        ENTEleveMajeur ENTEleveMajeurAnticipe ENTEleveVilleNaissance ENTEleveDeptNaissance ENTElevePaysNaissance ENTEleveParents ENTElevePersRelEleve1
        ENTElevePersRelEleve2 ENTEleveQualitePersRelEleve1 ENTEleveQualitePersRelEleve2 ENTEleveDelegClasse ENTEleveDelegAutres ENTEleveMajeure
        ENTEleveNiveau ENTEleveCycle ENTEleveCodeNiveau
        ENTPersRelEleveEleve ENTPersRelEleveTelPro ENTPersRelEleveCSP ENTPersRelElevePCS
        ENTAuxEnsClasses ENTAuxEnsGroupes ENTAuxEnsMEF ENTAuxEnsMatiereEnseignEtab ENTAuxEnsClassesMatieres ENTAuxEnsGroupesMatieres
        ENTAuxEnsDisciplinesPoste ENTAuxEnsCategoDiscipline ENTAuxEnsClassesPrincipal PersEducNatPresenceDevantEleves
        ENTStructureJointure ENTStructureTypeStruct ENTStructureSIREN ENTStructureClasses ENTStructureGroupes ENTStructureEmail ENTStructureSiteWeb
        ENTStructureAdresse ENTStructureCodePostal ENTStructureVille ENTStructurePays ENTStructureTelephone ENTStructureFax ENTStructureContrat
        ENTServAcAcademie ENTEtablissementContrat ENTEtablissementMinistereTutelle ENTEtablissementBassin ENTEtablissementStructRattachFctl
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    public required string LastName { get; init; }

    public required string FirstName { get; init; }

    public required string Email { get; init; }

    public required string HomePhone { get; init; }

    public required string MobilePhone { get; init; }

    public required string Links { get; init; }

    public required string Classes { get; init; }

    public required string Town { get; init; }

    public bool Knows(string name) => FieldOf(name) != PersonFields.None || name is Uai or SchoolName || name == Town || Unneeded.Contains(name);

    /// <summary>What a change that names these attributes says anything about.</summary>
    public PersonFields Stated(IEnumerable<string> attributes) => attributes.Aggregate(PersonFields.None, (stated, name) => stated | FieldOf(name));

    private PersonFields FieldOf(string name) =>
        name switch
        {
            BirthName => PersonFields.BirthName,
            BirthDate => PersonFields.BirthDate,
            Ine => PersonFields.Ine,
            Schools => PersonFields.Schools,
            Functions => PersonFields.Posts | PersonFields.Kind,
            _ when name == LastName => PersonFields.LastName,
            _ when name == FirstName => PersonFields.FirstName,
            _ when name == Email => PersonFields.Email,
            _ when name == HomePhone => PersonFields.HomePhone,
            _ when name == MobilePhone => PersonFields.MobilePhone,
            _ when name == Links => PersonFields.Links,
            _ when name == Classes => PersonFields.Posts,
            _ => PersonFields.None,
        };
}
