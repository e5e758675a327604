using Rattache.Web.Outbox;

namespace Rattache.Web.Tests.Outbox;

public sealed class SmsSettingsTests
{
    private const string Url = "https://sms.example/send";

    public static TheoryData<SmsSettings, string> Wrong =>
        new()
        {
            {
                new() { Headers = new() { ["X-Key"] = "k" } },
                "Sms:Headers is set but Sms:Url is not"
            },
            {
                new() { ProviderName = "Messages & Cie" },
                "Sms:ProviderName is set but Sms:Url is not"
            },
            {
                new() { Url = Url, ProviderName = " " },
                "Sms:ProviderName must be"
            },
            {
                new() { Url = Url, ProviderName = "Messages\nCie" },
                "Sms:ProviderName must be"
            },
            {
                new() { Url = Url, ProviderName = new('x', 201) },
                "Sms:ProviderName must be"
            },
            {
                new() { Url = "sms.example" },
                "Sms:Url must be"
            },
            {
                new() { Url = "ftp://sms.example" },
                "Sms:Url must be"
            },
            {
                new() { Url = "http://sms.example/send" },
                "in clear"
            },
            {
                new() { Url = "http://127.0.0.1.example/send" },
                "in clear"
            },
            {
                new() { Url = "https://user:password@sms.example/send" },
                "Sms:Headers:Authorization instead"
            },
            {
                new() { Url = Url, Method = "GET" },
                "Sms:Method"
            },
            {
                new()
                {
                    Url = Url,
                    Headers = new() { ["X-Key"] = "a\r\nb" },
                },
                "Sms:Headers:X-Key cannot be sent"
            },
            {
                new()
                {
                    Url = Url,
                    Headers = new() { ["Content-Type"] = "text/plain" },
                },
                "Sms:Headers:Content-Type cannot be sent"
            },
            {
                new() { Url = Url, Body = """{"text":"{text}"}""" },
                "must have places"
            },
            {
                new() { Url = Url, Body = """{"to":{to},"text":"{text}"}""" },
                "not JSON"
            },
            {
                new() { Url = Url, Format = 0 },
                "Sms:Format"
            },
            {
                new() { Url = Url, Timeout = TimeSpan.Zero },
                "Sms:Timeout"
            },
            {
                new() { Url = Url, Timeout = TimeSpan.FromMinutes(1) },
                "Sms:Timeout"
            },
        };

    public static TheoryData<SmsSettings> Right =>
        [
            new SmsSettings(),
            new SmsSettings() { Url = Url },
            new SmsSettings() { Url = Url, ProviderName = "Messages & Cie" },
            new SmsSettings() { Url = "http://127.0.0.1:8000/send" },
            new SmsSettings() { Url = "http://localhost/send" },
            new SmsSettings() { Url = "http://[::1]/send" },
            new SmsSettings()
            {
                Url = Url,
                Method = "PUT",
                Headers = new() { ["Authorization"] = "Bearer x", ["X-Sender"] = "ENT" },
                Body = """{"messages":[{"destinations":["{digits}"],"content":{"body":"{text}"}}],"id":"{id}"}""",
            },
            new SmsSettings()
            {
                Url = Url,
                Format = SmsFormat.Form,
                Body = "to={to}&text={text}",
            },
        ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_WhatCannotWork_SaysWhichSetting(SmsSettings settings, string sentence)
    {
        var result = new SmsSettingsRules().Validate(null, settings);

        result.Failed.ShouldBeTrue();
        result.FailureMessage.ShouldContain(sentence);
        result.FailureMessage.ShouldNotContain("password@");
    }

    [Theory]
    [MemberData(nameof(Right))]
    public void Validate_NothingSetOrWellSet_IsAccepted(SmsSettings settings) =>
        new SmsSettingsRules().Validate(null, settings).FailureMessage.ShouldBeNull();
}
