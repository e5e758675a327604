using Rattache.Web.Texts;

namespace Rattache.Web.Outbox;

/// <summary>Whom a letter goes to.</summary>
/// <param name="Language">Null where nobody has said which they read: then it is French.</param>
public sealed record Recipient(string Address, Language? Language);
