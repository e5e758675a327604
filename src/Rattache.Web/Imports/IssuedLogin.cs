using Rattache.Core.Accounts;

namespace Rattache.Web.Imports;

/// <summary>Every login ever given. The row outlives its account, so that a login is never given twice.</summary>
public sealed class IssuedLogin(string login, string stem, int number, AccountId? accountId)
{
    public string Login { get; private set; } = login;

    /// <summary>The login without its number: <c>franck.cavel</c> for <c>franck.cavel3</c>.</summary>
    public string Stem { get; private set; } = stem;

    /// <summary>1 where the login is its stem.</summary>
    public int Number { get; private set; } = number;

    /// <summary>Null once the account has been erased: nothing says any more whose the login was.</summary>
    public AccountId? AccountId { get; private set; } = accountId;
}
