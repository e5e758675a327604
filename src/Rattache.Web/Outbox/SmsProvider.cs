using System.Net;

namespace Rattache.Web.Outbox;

/// <summary>Hands text messages to the provider, one request each. Of its answer only the status is read.</summary>
internal sealed class SmsProvider(HttpClient http, SmsSettings settings) : IOutboxTransport
{
    public async Task SendAsync(OutboxMessage message, CancellationToken cancellation)
    {
        using var request = SmsRequest.Of(settings, Sms.FromPayload(message.Payload), message.Id);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var answer = $"HTTP {(int)response.StatusCode}";
        throw IsOfThisMessage(response.StatusCode)
            ? new MessageRefusedException(answer)
            : new HttpRequestException(answer, inner: null, response.StatusCode);
    }

    public void Dispose() => http.Dispose();

    /// <summary>The others speak of us, of the provider, or of the way there: a secret that expired, a page that moved, too many at once.</summary>
    private static bool IsOfThisMessage(HttpStatusCode status) =>
        status is HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity;
}
