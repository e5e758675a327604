namespace Rattache.Web.Features.MyAccount.Notifications;

/// <param name="Name">What it is posted as.</param>
/// <param name="Chosen">As it was typed; of what is no answer, the first stands.</param>
public sealed record PaceField(string Name, string Label, string Hint, string? Chosen);
