namespace Rattache.Web.Features.MyAccount.Phones;

/// <summary>A number that a text message can go to, in E.164. Whether it is the person's own, only a code says.</summary>
public readonly record struct MobileNumber
{
    private MobileNumber(string value) => Value = value;

    public string Value { get; }

    /// <summary>Null where nobody could be called at it, or where it is no mobile's.</summary>
    public static MobileNumber? TryParse(string? typed) =>
        TypedPhone.Read((typed ?? "").Trim()) is { } e164 && TypedPhone.MayBeMobile(e164) ? new(e164) : null;

    public override string ToString() => "mobile"; // a number has no business in a log
}
