using System.Net;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Outbox;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Outbox;

/// <summary>Text messages on their way to a provider that answers over a real connection.</summary>
public sealed class SmsProviderTests : IAsyncLifetime
{
    private const string Number = "+33639981240";

    private readonly SmsGateway gateway = new();
    private TestDatabase database = null!;
    private Post post = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await gateway.InitializeAsync();
        database = await TestDatabase.MakeAsync();
        post = new(database);
    }

    public async ValueTask DisposeAsync()
    {
        await post.DisposeAsync();
        await gateway.DisposeAsync();
        database.Dispose();
    }

    [Fact]
    public async Task Dispatch_DueMessage_IsSentOnceAndItsWordsGo()
    {
        var id = await post.WriteSms(Number, "Rattache : l'\"école\"\n");

        await Dispatcher().DispatchAsync(Cancellation);
        await Dispatcher().DispatchAsync(Cancellation);

        var request = gateway.Requests.ShouldHaveSingleItem();
        (request.Method, request.Path, request.ContentType).ShouldBe(("POST", "/send", "application/json; charset=utf-8"));
        request.Headers["Authorization"].ShouldBe("Bearer s3cret");
        request.Json().ShouldBe((Number, "Rattache : l'\"école\"\n"));
        var message = await Message(id);
        (message.DeliveredAt, message.Payload).ShouldBe((post.Clock.GetUtcNow(), ""));
    }

    [Fact]
    public async Task Dispatch_AsAForm_EncodesEveryValue()
    {
        var id = await post.WriteSms(Number, "Code 12 & 34 = «é»");

        await Dispatcher(Settings(SmsFormat.Form, "to={digits}&text={text}&ref={id}", "PUT")).DispatchAsync(Cancellation);

        var request = gateway.Requests.ShouldHaveSingleItem();
        (request.Method, request.ContentType).ShouldBe(("PUT", "application/x-www-form-urlencoded; charset=utf-8"));
        request.Body.ShouldBe($"to=33639981240&text=Code%2012%20%26%2034%20%3D%20%C2%AB%C3%A9%C2%BB&ref={id:N}");
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    public async Task Dispatch_ProviderCannotNow_TriesOneAndLaterAgain_FollowingNobody(HttpStatusCode status)
    {
        var first = await post.WriteSms(Number);
        post.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await post.WriteSms("+33639981241");
        gateway.Answer = _ => status;
        var dispatcher = Dispatcher();

        await dispatcher.DispatchAsync(Cancellation);

        gateway.Requests.ShouldHaveSingleItem().Path.ShouldBe("/send");
        var message = await Message(first);
        (message.LastError, message.DueAt).ShouldBe(($"HTTP {(int)status}", post.Clock.GetUtcNow() + TimeSpan.FromSeconds(15)));
        (await Message(second)).Attempts.ShouldBe(0);

        gateway.Answer = _ => null;
        post.Clock.Advance(TimeSpan.FromSeconds(15));
        await dispatcher.DispatchAsync(Cancellation);
        (await Message(first)).DeliveredAt.ShouldNotBeNull();
        (await Message(second)).DeliveredAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Dispatch_OneNumberRefused_HoldsUpNoOther_AndItsAnswerIsNotKept()
    {
        var refused = await post.WriteSms(Number, "Code 987 654");
        post.Clock.Advance(TimeSpan.FromSeconds(1));
        var other = await post.WriteSms("+33639981241");
        gateway.Answer = r => r.Json().To == Number ? HttpStatusCode.UnprocessableEntity : null;

        await Dispatcher().DispatchAsync(Cancellation);

        (await Message(refused)).LastError.ShouldBe("HTTP 422");
        (await Message(other)).DeliveredAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Dispatch_CodeThatHasEnded_GoesUnsentAndErased()
    {
        var id = await post.WriteSms(Number, life: TimeSpan.FromMinutes(15));
        post.Clock.Advance(TimeSpan.FromMinutes(15));

        await Dispatcher().DispatchAsync(Cancellation);

        gateway.Requests.ShouldBeEmpty();
        (await Message(id)).Payload.ShouldBeEmpty();
    }

    [Fact]
    public async Task Dispatch_ProviderAway_MailsLeaveAllTheSame()
    {
        await using var server = new SmtpServer();
        await post.WriteSms(Number);
        var mail = await post.Write("f.cavel@example.org");
        gateway.Answer = _ => HttpStatusCode.ServiceUnavailable;

        await post.Dispatcher([Post.Route(Settings()), Post.Route(Post.Server(server.Port))]).DispatchAsync(Cancellation);

        server.Letters.ShouldHaveSingleItem();
        (await Message(mail)).DeliveredAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Dispatch_ManyAtOnce_EachLeavesOnce()
    {
        foreach (var i in Enumerable.Range(0, 30))
        {
            await post.WriteSms($"+336399812{i:00}");
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Dispatcher().DispatchAsync(Cancellation), Cancellation)));

        gateway.Requests.Count.ShouldBe(30);
        gateway.Requests.Select(r => r.Json().To).Distinct().Count().ShouldBe(30);
    }

    [Fact]
    public async Task Running_InProductionWithoutProvider_KeepsTheMessage()
    {
        var id = await post.WriteSms(Number);
        using var dispatcher = Dispatcher(new());

        await dispatcher.StartAsync(Cancellation);
        await dispatcher.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        (await Message(id)).Attempts.ShouldBe(0);
    }

    private OutboxDispatcher Dispatcher(SmsSettings? settings = null) => post.Dispatcher([Post.Route(settings ?? Settings())]);

    private SmsSettings Settings(SmsFormat format = SmsFormat.Json, string? body = null, string method = "POST") =>
        new()
        {
            Url = new Uri(gateway.Url, "/send").ToString(),
            Method = method,
            Headers = new() { ["Authorization"] = "Bearer s3cret" },
            Format = format,
            Body = body ?? new SmsSettings().Body,
        };

    private async Task<OutboxMessage> Message(Guid id)
    {
        await using var db = database.Open();
        return await db.Outbox.AsNoTracking().SingleAsync(m => m.Id == id, Cancellation);
    }
}
