using System.Globalization;
using System.Resources;
using Rattache.Web.Outbox;
using Rattache.Web.Tests.App;
using Rattache.Web.Texts;

namespace Rattache.Web.Tests.Texts;

public sealed class SmsTextsTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    /// <summary>Of one message in the alphabet of 3GPP TS 23.038, beyond which it costs twice.</summary>
    private const int Longest = 160;

    private const string Alphabet =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    public static TheoryData<string> Codes =>
        [
            .. new ResourceManager("Rattache.Web.Texts.Sms", typeof(Text).Assembly)
                .GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!
                .Cast<System.Collections.DictionaryEntry>()
                .Select(entry => (string)entry.Key),
        ];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task EveryFrenchText_FitsOneMessageWithALongLogin(string code)
    {
        await using var db = app.OpenDb();
        var secret = code.StartsWith("mobile-code", StringComparison.Ordinal) ? "123 456" : "7KQ2D-9HMX4";
        object?[] args = code switch
        {
            "mobile-changed" or "password-changed" => ["marie-christine.lefebvre2", "14\u00A0septembre\u00A02026 à 21\u00A0h\u00A005"],
            "logins" => ["marie-christine.lefebvre2 et jean-baptiste.lefebvre12"],
            _ => [secret, "marie-christine.lefebvre2"],
        };
        new SmsMessages(new(), Post.Route(new SmsSettings())).Enqueue(db, app.Clock.GetUtcNow(), Contact.Sms("+33639981240"), code, null, args);

        var text = Sms.FromPayload(db.ChangeTracker.Entries<OutboxMessage>().Single().Entity.Payload).Text;

        text.Length.ShouldBeLessThanOrEqualTo(Longest, text);
        text.Where(sign => !Alphabet.Contains(sign, StringComparison.Ordinal)).ShouldBeEmpty(text);
    }
}
