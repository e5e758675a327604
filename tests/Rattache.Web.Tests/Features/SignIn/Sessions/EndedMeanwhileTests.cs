using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Web.Features.Merges;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.SignIn.Sessions;

/// <summary>Somebody sits in an open session, and a new password or a merge ends it while they are asking for something.</summary>
public sealed class EndedMeanwhileTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private const string Chosen = "quatre petits canards";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Form_BegunBefore_AndSentToItsEndAfterwards_DoesNothing()
    {
        var id = await app.People.RelativeAsync("ended.form");
        var owner = await app.SignedInAsync("ended.form");
        var thief = await app.SignedInAsync("ended.form");

        await AskForAKeyAsync(thief, () => ChangePasswordAsync(owner));

        (await KeysAsync(id)).ShouldBe(0);
    }

    [Fact]
    public async Task Form_BegunBeforeTheAccountIsAbsorbed_AndSentToItsEndAfterwards_DoesNothing()
    {
        var id = await app.People.RelativeAsync("ended.absorbed");
        await app.People.RelativeAsync("ended.kept");
        var other = await app.SignedInAsync("ended.absorbed");

        await AskForAKeyAsync(other, () => app.GatherAsync("ended.kept", "ended.absorbed"));

        await using var db = app.OpenDb();
        (await db.MergeKeys.SingleAsync(k => k.AccountId == id, Cancellation)).UsedAt.ShouldNotBeNull("the key of the merge is the only one");
    }

    [Fact]
    public async Task Key_AskedForBefore_AndWaitingForItsTurn_IsNotMade()
    {
        var id = await app.People.RelativeAsync("ended.key");
        var owner = await app.SignedInAsync("ended.key");
        await app.SignedInAsync("ended.key");
        await using var db = app.OpenDb();
        var sessions = await db.Sessions.Where(s => s.AccountId == id).Select(s => s.Id).ToListAsync(Cancellation);
        sessions.Count.ShouldBe(2);

        await ChangePasswordAsync(owner);

        foreach (var session in sessions)
        {
            (await MakeKeyAsync(id, session)).ShouldBeOfType<KeyOutcome.SignedOut>();
        }

        (await KeysAsync(id)).ShouldBe(0);
    }

    [Fact]
    public async Task Key_AskedForInTheSessionOfAnotherAccount_IsNotMade()
    {
        var id = await app.People.RelativeAsync("ended.owner");
        var other = await app.People.RelativeAsync("ended.other");
        await app.SignedInAsync("ended.other");
        await using var db = app.OpenDb();
        var session = await db.Sessions.Where(s => s.AccountId == other).Select(s => s.Id).SingleAsync(Cancellation);

        (await MakeKeyAsync(id, session)).ShouldBeOfType<KeyOutcome.SignedOut>();
        (await KeysAsync(id)).ShouldBe(0);
    }

    /// <summary>Half of the form before it, half after it; the answer is that one is not signed in.</summary>
    private static async Task AskForAKeyAsync(Visitor visitor, Func<Task> meanwhile)
    {
        var page = await visitor.OpenAsync("/mon-compte");
        var proof = page.QuerySelector("form[action*='Key'] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        using var form = new BrokenOff($"__RequestVerificationToken={proof}", meanwhile);
        using var answer = await visitor.Client.PostAsync(new Uri("/mon-compte?handler=Key", UriKind.Relative), form, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldContain("/connexion");
    }

    private static async Task ChangePasswordAsync(Visitor owner)
    {
        await owner.OpenAsync("/mon-compte/mot-de-passe");
        await owner.PressAsync("Enregistrer", ("actuel", People.Password), ("passe", Chosen));
        owner.Path.ToString().ShouldBe("/mon-compte");
    }

    private Task<KeyOutcome> MakeKeyAsync(AccountId account, Guid session) =>
        app.InScopeAsync(services => services.GetRequiredService<MakeKey>().MakeAsync(account, session, null, Cancellation));

    private async Task<int> KeysAsync(AccountId account)
    {
        await using var db = app.OpenDb();
        return await db.MergeKeys.CountAsync(k => k.AccountId == account, Cancellation);
    }

    /// <summary>A form of which the first half is sent, and the other once something else has happened.</summary>
    private sealed class BrokenOff : HttpContent
    {
        private readonly byte[] whole;
        private readonly Func<Task> meanwhile;

        public BrokenOff(string form, Func<Task> meanwhile)
        {
            whole = Encoding.ASCII.GetBytes(form);
            this.meanwhile = meanwhile;
            Headers.ContentType = new("application/x-www-form-urlencoded");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(whole.AsMemory(0, whole.Length / 2), Cancellation);
            await stream.FlushAsync(Cancellation);
            await meanwhile();
            await stream.WriteAsync(whole.AsMemory(whole.Length / 2), Cancellation);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = whole.Length;
            return true;
        }
    }
}
