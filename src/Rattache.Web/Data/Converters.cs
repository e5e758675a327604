using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Texts;

namespace Rattache.Web.Data;

internal sealed class AccountIdConverter() : ValueConverter<AccountId, Guid>(id => id.Value, value => new AccountId(value));

internal sealed class MergeIdConverter() : ValueConverter<MergeId, Guid>(id => id.Value, value => new MergeId(value));

internal sealed class SchoolIdConverter() : ValueConverter<SchoolId, Guid>(id => id.Value, value => new SchoolId(value));

internal sealed class UaiConverter() : ValueConverter<Uai, string>(uai => uai.Value, value => Uai.Parse(value));

internal sealed class LanguageConverter()
    : ValueConverter<Language, string>(language => language.Code, code => Language.Find(code) ?? Language.French);

internal sealed class CodesConverter()
    : ValueConverter<IReadOnlyList<string>, string>(codes => string.Join(' ', codes), text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

internal sealed class CodesComparer()
    : ValueComparer<IReadOnlyList<string>>((a, b) => a!.SequenceEqual(b!), codes => codes.Count, codes => codes.ToArray());

internal sealed class UnixMillisecondsConverter()
    : ValueConverter<DateTimeOffset, long>(at => at.ToUnixTimeMilliseconds(), value => DateTimeOffset.FromUnixTimeMilliseconds(value));
