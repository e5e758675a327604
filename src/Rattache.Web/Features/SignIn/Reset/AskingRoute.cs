using System.Text.Json;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>
/// Where askings go: to whoever looks up who is meant, and writes. A process that dies between its answer and its mark answers
/// again, with another code; the last one is the one that serves.
/// </summary>
public sealed class AskingRoute(IServiceScopeFactory scopes) : IOutboxRoute
{
    public string Type => Asking.Type;

    public bool IsOpen => true;

    public void Announce() { }

    /// <summary>Whoever asked has asked again since, or gone.</summary>
    public bool IsOver(OutboxMessage message, DateTimeOffset now) => message.CreatedAt + PasswordReset.Life <= now;

    public IOutboxTransport Open() => new Answers(scopes);

    private sealed class Answers(IServiceScopeFactory scopes) : IOutboxTransport
    {
        public async Task SendAsync(OutboxMessage message, CancellationToken cancellation)
        {
            var asking = JsonSerializer.Deserialize<Asking>(message.Payload) ?? throw new JsonException("An asking's payload is empty.");
            await using var scope = scopes.CreateAsyncScope();
            await (
                asking.What == Forgotten.Password
                    ? scope.ServiceProvider.GetRequiredService<AnswerReset>().AnswerAsync(asking, cancellation)
                    : scope.ServiceProvider.GetRequiredService<AnswerLogins>().AnswerAsync(asking, cancellation)
            );
        }

        public void Dispose() { }
    }
}
