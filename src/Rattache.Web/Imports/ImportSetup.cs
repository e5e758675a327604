using Rattache.Web.Imports.Archives;

namespace Rattache.Web.Imports;

public static class ImportSetup
{
    public static void AddImports(this IServiceCollection services)
    {
        services
            .AddOptions<BrakeSettings>()
            .BindConfiguration("Imports:Brakes")
            .Validate(
                s => AreShares(s.SchoolShare, s.DirectoryShare, s.StartSchoolShare, s.StartDirectoryShare),
                "Imports:Brakes: a share lies between 0 and 1."
            )
            .Validate(s => s.SchoolPeople >= 0, "Imports:Brakes:SchoolPeople must not be negative.")
            .Validate(
                s => BrakeSettings.MonthDay(s.StartFrom) is not null && BrakeSettings.MonthDay(s.StartTo) is not null,
                "Imports:Brakes:StartFrom and :StartTo must be a month and a day, such as 09-30."
            )
            .ValidateOnStart();
        services
            .AddOptions<MissingSchoolSettings>()
            .BindConfiguration(MissingSchoolSettings.Section)
            .Validate(s => s.After is >= 1 and <= 366, "Imports:MissingSchools:After must be a number of days, 1 to 366.")
            .ValidateOnStart();
        services
            .AddOptions<ArchiveSettings>()
            .BindConfiguration(ArchiveSettings.Section)
            .Validate(s => s.Folder.Length > 0, "Imports:Archives:Folder must name a folder.")
            .Validate(
                s => s is { MaxEntries: > 0, MaxBytes: > 0, MaxRatio: > 0 },
                "Imports:Archives:MaxEntries, :MaxBytes and :MaxRatio must be positive."
            )
            .ValidateOnStart();
        services.AddScoped<ImportRunner>();
        services.AddScoped<CloseSchool>();
    }

    private static bool AreShares(params double[] shares) => shares.All(s => s is >= 0 and <= 1);
}
