using Rattache.Web.Outbox;

namespace Rattache.Web.Tests.Outbox;

public sealed class MailSettingsTests
{
    private const string From = "Rattache <ne-pas-repondre@ent.example>";

    public static TheoryData<MailSettings, string> Wrong =>
        new()
        {
            {
                new() { User = "u", Password = "p" },
                "Mail:User is set but Mail:Host is not"
            },
            {
                new() { Host = "smtp.ent.example" },
                "Mail:From must be"
            },
            {
                new() { Host = "smtp.ent.example", From = "Rattache" },
                "Mail:From must be"
            },
            {
                new()
                {
                    Host = "smtp.ent.example",
                    From = From,
                    Port = 0,
                },
                "Mail:Port"
            },
            {
                new()
                {
                    Host = "smtp.ent.example",
                    From = From,
                    User = "u",
                },
                "go together"
            },
            {
                new()
                {
                    Host = "smtp.ent.example",
                    From = From,
                    User = "u",
                    Password = "p",
                    Security = MailSecurity.None,
                },
                "in clear"
            },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_WhatCannotWork_SaysWhichSetting(MailSettings settings, string sentence)
    {
        var result = new MailSettingsRules().Validate(null, settings);

        result.Failed.ShouldBeTrue();
        result.FailureMessage.ShouldContain(sentence);
    }

    [Fact]
    public void Validate_NothingSetOrWellSet_IsAccepted()
    {
        new MailSettingsRules().Validate(null, new()).Succeeded.ShouldBeTrue();
        new MailSettingsRules()
            .Validate(
                null,
                new()
                {
                    Host = "smtp.ent.example",
                    From = From,
                    User = "u",
                    Password = "p",
                }
            )
            .Succeeded.ShouldBeTrue();
    }
}
