using System.Collections.Immutable;

namespace Rattache.Web.Imports.Staging;

/// <summary>A table as rows are written to it in bulk; the same on both engines, which name the types each in their way.</summary>
/// <param name="Name">Of the table.</param>
/// <param name="Columns">In the order of the values of a row.</param>
/// <param name="OnePerSeq">No two rows have the same <c>seq</c>, its first column.</param>
internal sealed record StagedTable(string Name, ImmutableArray<StagedColumn> Columns, bool OnePerSeq = false)
{
    // As read, and not touched again: rewriting wide rows is what staging would spend its time on. What becomes of them lies in Records.
    // file: the position of the file in the delivery, for the report.
    public static readonly StagedTable Schools = new(
        "staged_schools",
        [
            .. Where,
            new("external_id", StagedType.Text),
            new("uai", StagedType.Text),
            new("name", StagedType.Text),
            new("town", StagedType.Text),
            new("school_id", StagedType.Id),
            new("state", StagedType.Number),
            new("is_change", StagedType.Flag),
        ]
    );

    public static readonly StagedTable People = new(
        "staged_people",
        [
            .. Where,
            new("external_id", StagedType.Text),
            new("kind", StagedType.Number),
            new("first_name", StagedType.Text),
            new("last_name", StagedType.Text),
            new("birth_name", StagedType.Text),
            new("birth_date", StagedType.Date),
            new("ine", StagedType.Text),
            new("email", StagedType.Text),
            new("home_phone", StagedType.Text),
            new("mobile_phone", StagedType.Text),
            new("stem", StagedType.Text),
            new("new_id", StagedType.Id),
            new("stated", StagedType.Number),
            new("state", StagedType.Number),
            new("digest", StagedType.Bytes),
        ],
        OnePerSeq: true
    );

    /// <summary>What becomes of each person's record: see <see cref="StagedState"/>. Misplaced: it names a school that nobody knows.</summary>
    public static readonly StagedTable Records = new(
        "staged_records",
        [
            new("seq", StagedType.Number),
            new("account_id", StagedType.Id),
            new("kind", StagedType.Number),
            new("state", StagedType.Number),
            new("returned", StagedType.Flag),
            new("is_misplaced", StagedType.Flag),
            new("code", StagedType.Text),
            new("detail", StagedType.Text),
        ],
        OnePerSeq: true
    );

    public static readonly StagedTable Logins = new(
        "staged_logins",
        [new("seq", StagedType.Number), new("login", StagedType.Text), new("stem", StagedType.Text), new("number", StagedType.Number)],
        OnePerSeq: true
    );

    /// <summary><c>seq</c> is the person's.</summary>
    public static readonly StagedTable Places = new(
        "staged_places",
        [
            new("seq", StagedType.Number),
            new("school", StagedType.Text),
            new("class_name", StagedType.Text),
            new("heads", StagedType.Flag),
            new("basis", StagedType.Number),
            new("right_id", StagedType.Id),
        ]
    );

    /// <summary><c>seq</c> is the pupil's.</summary>
    public static readonly StagedTable Links = new(
        "staged_links",
        [new("seq", StagedType.Number), new("relative", StagedType.Text), new("kind", StagedType.Number), new("authority", StagedType.Number)]
    );

    /// <summary>The places again, by our own ids.</summary>
    public static readonly StagedTable Posts = new(
        "staged_posts",
        [
            new("account_id", StagedType.Id),
            new("school_id", StagedType.Id),
            new("class_name", StagedType.Text),
            new("basis", StagedType.Number),
            new("heads", StagedType.Flag),
            new("state", StagedType.Number),
        ]
    );

    /// <summary>The links again, with the relative's account; null where nobody is known by that id.</summary>
    public static readonly StagedTable Kin = new(
        "staged_kin",
        [
            new("seq", StagedType.Number),
            new("student_id", StagedType.Id),
            new("relative_id", StagedType.Id),
            new("kind", StagedType.Number),
            new("authority", StagedType.Number),
            new("state", StagedType.Number),
            new("relative", StagedType.Text),
        ]
    );

    /// <summary>Schools that the delivery speaks for; closed: it does not hold them, and an operator says that it will not.</summary>
    public static readonly StagedTable Covered = new("staged_covered", [new("school_id", StagedType.Id), new("is_closed", StagedType.Flag)]);

    /// <summary>Accounts of the feed that the delivery should hold and does not, or names as gone.</summary>
    public static readonly StagedTable Missing = new(
        "staged_missing",
        [new("account_id", StagedType.Id), new("kind", StagedType.Number), new("leaves", StagedType.Flag)]
    );

    /// <summary>Pupils known before who come to a school, or leave one; <c>what</c> as notices number it.</summary>
    public static readonly StagedTable Moves = new("staged_moves", [new("student_id", StagedType.Id), new("what", StagedType.Number)]);

    /// <summary>Not staged but written to: codes are sealed here, not in the database.</summary>
    public static readonly StagedTable ActivationCodes = new(
        "activation_codes",
        [new("account_id", StagedType.Id), new("sealed", StagedType.Bytes), new("made_at", StagedType.Time)]
    );

    public static ImmutableArray<StagedTable> Temporary => [Schools, People, Records, Logins, Places, Posts, Links, Kin, Covered, Missing, Moves];

    private static ImmutableArray<StagedColumn> Where =>
        [new("seq", StagedType.Number), new("file", StagedType.Number), new("line", StagedType.Number)];
}

internal sealed record StagedColumn(string Name, StagedType Type);

internal enum StagedType
{
    Number,
    Text,
    Date,
    Id,
    Flag,
    Bytes,
    Time,
}

/// <summary>What is known of a staged record. Written out in the SQL, which reads better with the numbers beside their sense.</summary>
internal static class StagedState
{
    public const int Undecided = 0;
    public const int New = 1;
    public const int Changed = 2;
    public const int Unchanged = 3;

    /// <summary>In counts only: changed or not, the account had left.</summary>
    public const int Returned = 4;

    /// <summary>In counts only: of the accounts that the delivery makes leave.</summary>
    public const int Left = 5;

    /// <summary>Says what it said last time, to the letter, and all of that stands: staged by its name alone.</summary>
    public const int Same = 6;

    /// <summary>Was the same when it was staged and is no longer: the delivery is to be staged whole.</summary>
    public const int Outdated = 7;

    /// <summary>Named as gone by a delta.</summary>
    public const int Withdrawn = 8;
    public const int Rejected = 9;
}
