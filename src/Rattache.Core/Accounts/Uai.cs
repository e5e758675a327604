using System.Diagnostics.CodeAnalysis;

namespace Rattache.Core.Accounts;

/// <summary>Unité administrative immatriculée: a school's national number, seven digits and a letter, such as 0591001T.</summary>
public readonly record struct Uai
{
    private Uai(string value) => Value = value;

    public string Value { get; }

    /// <summary>Reads a number in either case. The check letter is not judged: feeds hold old numbers that fail it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Uai uai)
    {
        var value = text?.Trim().ToUpperInvariant() ?? "";
        var right = value.Length == 8 && value.AsSpan(0, 7).IndexOfAnyExceptInRange('0', '9') < 0 && value[7] is >= 'A' and <= 'Z';
        uai = right ? new Uai(value) : default;
        return right;
    }

    /// <exception cref="FormatException">The text is no UAI.</exception>
    public static Uai Parse(string text) => TryParse(text, out var uai) ? uai : throw new FormatException($"'{text}' is no UAI.");

    public override string ToString() => Value;
}
