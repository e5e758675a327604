using Rattache.Core.Accounts;

namespace Rattache.Web.Features.MyAccount;

/// <summary>One of the accounts of the check, as a card.</summary>
/// <param name="Look">The class of the card: kept or joining.</param>
public sealed record Side(string Title, string Look, AccountView Person);
