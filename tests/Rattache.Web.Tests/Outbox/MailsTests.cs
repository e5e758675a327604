using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Tests.App;
using Rattache.Web.Texts;

namespace Rattache.Web.Tests.Outbox;

/// <summary>Each letter is in the language of whom it goes to, whoever caused it.</summary>
public sealed class MailsTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    [Fact]
    public async Task Merge_TellsEachSideInItsOwnLanguage()
    {
        var kept = await app.People.RelativeAsync("mail.kept", with: person => person.Email = "mail.kept@example.org");
        await app.People.RelativeAsync("mail.absorbed", with: person => person.Email = "mail.absorbed@example.org");
        var key = await app.TakeKeyAsync("mail.absorbed");
        var visitor = await app.SignedInAsync("mail.kept");
        await visitor.PasteAsync(key);
        await SpeaksAsync(kept, "ar");
        await visitor.ConfirmAsync();

        var told = (await app.MailsToAsync("mail.kept@example.org")).Single();
        told.Subject.ShouldBe("تم ربط حساباتكم");
        told.Text.ShouldContain(
            "رُبط \u2068mail.absorbed\u2069 بالحساب \u2068mail.kept\u2069 بتاريخ \u20687\u00A0سبتمبر\u00A02026 الساعة 10:30\u2069."
        );
        told.Html.ShouldStartWith("<!doctype html><html lang=\"ar\" dir=\"rtl\">");
        (await app.MailsToAsync("mail.absorbed@example.org")).Single().Subject.ShouldBe("Vos comptes sont rattachés");
    }

    [Fact]
    public async Task Merge_OneMailboxForBoth_GetsOneLetterInTheLanguageThatIsKnown()
    {
        await app.People.RelativeAsync("mail.one", with: person => person.Email = "one@example.org");
        var other = await app.People.RelativeAsync("mail.one2", with: person => person.Email = "one@example.org");
        var key = await app.TakeKeyAsync("mail.one2");
        await SpeaksAsync(other, "ro");
        var visitor = await app.SignedInAsync("mail.one");
        await visitor.PasteAsync(key);
        await visitor.ConfirmAsync();

        (await app.MailsToAsync("one@example.org")).Single().Subject.ShouldBe("Conturile dumneavoastră sunt unite");
    }

    [Fact]
    public async Task Forgotten_AskedInEnglish_IsAnsweredInTheAccountsLanguage()
    {
        var id = await app.People.RelativeAsync("mail.oublie", with: person => person.Email = "oublie@example.org");
        await SpeaksAsync(id, "tr");
        var visitor = app.Visitor();
        visitor.Client.DefaultRequestHeaders.Add("Accept-Language", "en");
        await visitor.OpenAsync("/mot-de-passe-oublie");
        await visitor.PressAsync("Get the code", ("identifiant", "mail.oublie"));

        (await app.MailsToAsync("oublie@example.org")).Single().Subject.ShouldBe("Şifre değiştirme kodunuz");
    }

    [Fact]
    public async Task Code_InArabic_IsCopiedWithoutTheSignsAroundIt()
    {
        var mails = Post.Mails;
        await using var db = app.OpenDb();
        mails.Enqueue(
            db,
            app.Clock.GetUtcNow(),
            new("code@example.org", new(Language.Find("ar"), null)),
            "email-code",
            "123 456",
            "mail.code",
            app.Clock.GetUtcNow()
        );
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);

        (await app.CodeToAsync("code@example.org")).ShouldBe("123 456");
        (await app.MailsToAsync("code@example.org")).Single().Html.ShouldContain(">123 456</p>");
    }

    private async Task SpeaksAsync(AccountId account, string language)
    {
        await using var db = app.OpenDb();
        (await db.Users.SingleAsync(c => c.Id == account, TestContext.Current.CancellationToken)).Language = Language.Find(language);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
