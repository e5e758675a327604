using Rattache.Web.Texts;

namespace Rattache.Web.Outbox;

/// <summary>Whom a letter goes to.</summary>
public sealed record Recipient(string Address, Reading Reading);
