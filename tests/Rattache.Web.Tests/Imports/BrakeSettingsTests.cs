using Rattache.Web.Imports;

namespace Rattache.Web.Tests.Imports;

public sealed class BrakeSettingsTests
{
    [Theory]
    [InlineData("2026-08-19", 0.03)]
    [InlineData("2026-08-20", 0.30)]
    [InlineData("2026-09-30", 0.30)]
    [InlineData("2026-10-01", 0.03)]
    public void Brakes_AroundTheStartOfTheSchoolYear_AreLooser(string day, double share) =>
        new BrakeSettings().On(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).DirectoryShare.ShouldBe(share);

    [Theory]
    [InlineData("2027-01-15", true)]
    [InlineData("2026-12-20", true)]
    [InlineData("2026-06-01", false)]
    public void Window_OverTheNewYear_IsOneWindow(string day, bool within) =>
        new BrakeSettings { StartFrom = "12-01", StartTo = "02-28" }
            .On(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))
            .SchoolShare.ShouldBe(within ? 0.40 : 0.10);
}
