using Rattache.Web.Texts;

namespace Rattache.Web.Tests.Texts;

public sealed class ReadingTests
{
    [Fact]
    public void Speak_Ends_AndTheOneBeforeReadsOn()
    {
        var written = Of("Indian/Reunion").Speak(() => (Of("Pacific/Tahiti").Speak(() => Clocks.Current.Id), Clocks.Current.Id));

        written.ShouldBe(("Pacific/Tahiti", "Indian/Reunion"));
        Clocks.Current.ShouldBe(Clocks.Schools);
    }

    [Fact]
    public void Or_TakesFromTheOtherWhatIsNotChosenAlone()
    {
        var turkish = Language.Find("tr");
        var (reunion, tahiti) = (Clocks.Find("Indian/Reunion"), Clocks.Find("Pacific/Tahiti"));

        new Reading(turkish, null).Or(new(Language.French, reunion)).ShouldBe(new(turkish, reunion));
        new Reading(null, tahiti).Or(new(null, reunion)).ShouldBe(new(null, tahiti));
    }

    private static Reading Of(string zone) => new(null, Clocks.Find(zone));
}
