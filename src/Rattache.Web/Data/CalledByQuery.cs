using Rattache.Core.Accounts;

namespace Rattache.Web.Data;

/// <summary>Whose login somebody typed: the one that was made, or the one that the person chose. One name space, so at most one account.</summary>
public static class CalledByQuery
{
    /// <summary>Two indexes, whichever of them answers: what nobody is called takes as long.</summary>
    public static IQueryable<Account> CalledBy(this RattacheDb db, string typed)
    {
        var login = typed.Trim().ToLowerInvariant();
        var alias = Alias.Fold(typed);
        return db.Accounts.Where(a =>
            a.Login == login || a.Id == db.Users.Where(c => c.Alias == alias).Select(c => (AccountId?)c.Id).FirstOrDefault()
        );
    }
}
