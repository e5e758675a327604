using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Rattache.Core.Merging;

namespace Rattache.Core.Tests.Merging;

public sealed class MergeCodeTests
{
    private const string Key = "d8657798-d36c-4112-984a-1479c20585d2";
    private const string Other = "0f1e2d3c-4b5a-4678-9abc-def012345678";

    private static readonly Gen<MergeCode> Codes = Gen.Byte.Array[16].Select(bytes => MergeCode.From(bytes));

    [Theory]
    [InlineData(Key)]
    [InlineData("D8657798-D36C-4112-984A-1479C20585D2")]
    [InlineData("  d8657798-d36c-4112-984a-1479c20585d2\r\n")]
    [InlineData("d8657798d36c4112984a1479c20585d2")]
    [InlineData("d8657798 d36c 4112 984a 1479c20585d2")]
    [InlineData("d865 7798 d36c 4112 984a 1479 c205 85d2")]
    [InlineData("d8657798 - d36c - 4112 - 984a - 1479c20585d2")]
    [InlineData("d8657798–d36c–4112–984a–1479c20585d2")] // en dash
    [InlineData("d8657798—d36c—4112—984a—1479c20585d2")] // em dash
    [InlineData("d8657798\u2011d36c\u20114112\u2011984a\u20111479c20585d2")] // non-breaking hyphen
    [InlineData("d8657798\u00a0d36c\u202f4112\u2009984a\u00a01479c20585d2")] // non-breaking, narrow and thin spaces
    [InlineData("d8657798\u00add36c\u200b4112\ufeff984a\u20601479c20585d2")] // soft hyphen, invisible spaces
    [InlineData("d8657798-d36c-\n4112-984a-\n1479c20585d2")]
    [InlineData("\"d8657798-d36c-4112-984a-1479c20585d2\"")]
    [InlineData("'d8657798-d36c-4112-984a-1479c20585d2'")]
    [InlineData("« d8657798-d36c-4112-984a-1479c20585d2 »")]
    [InlineData("“d8657798-d36c-4112-984a-1479c20585d2”")]
    [InlineData("`d8657798-d36c-4112-984a-1479c20585d2`")]
    [InlineData("{d8657798-d36c-4112-984a-1479c20585d2}")]
    [InlineData("<d8657798-d36c-4112-984a-1479c20585d2>")]
    [InlineData("(d8657798-d36c-4112-984a-1479c20585d2).")]
    [InlineData("d8657798-d36c-4112-984a-1479c20585d2.")]
    [InlineData("urn:uuid:d8657798-d36c-4112-984a-1479c20585d2")]
    [InlineData("https://ent.example/mon-compte#d8657798-d36c-4112-984a-1479c20585d2")]
    [InlineData("Voici la clé de fusion : d8657798-d36c-4112-984a-1479c20585d2")]
    [InlineData("Voici la clé de fusion : d865 7798 d36c 4112 984a 1479 c205 85d2, merci !")]
    [InlineData("clé:d8657798d36c4112984a1479c20585d2")]
    [InlineData("de d8657798-d36c-4112-984a-1479c20585d2")]
    [InlineData("La clé de D8657798 D36C 4112 984A 1479C20585D2 de Franck")]
    [InlineData("de d865 7798 d36c 4112 984a 1479 c205 85d2 de")]
    [InlineData("café facade d8657798-d36c-4112-984a-1479c20585d2 decade")]
    [InlineData("06 12 34 56 78 d8657798-d36c-4112-984a-1479c20585d2")]
    [InlineData("> d8657798-d36c-4112-984a-1479c20585d2")]
    public void FindAll_OneKeyHoweverWritten_FindsIt(string pasted) => Found(pasted).ShouldBe([Key]);

    [Theory]
    [InlineData(Key + "\n" + Other)]
    [InlineData(Key + " " + Other)]
    [InlineData(Key + ", " + Other + ";")]
    [InlineData("1) " + Key + "\n2) " + Other)]
    [InlineData("d8657798d36c4112984a1479c20585d2\t0F1E2D3C4B5A46789ABCDEF012345678")]
    [InlineData("d865 7798 d36c 4112 984a 1479 c205 85d2 / 0f1e 2d3c 4b5a 4678 9abc def0 1234 5678")]
    [InlineData(Key + " et " + Other + " et encore " + Key)]
    [InlineData(Key + " de " + Other + "\nD8657798D36C4112984A1479C20585D2")]
    public void FindAll_SeveralKeys_FindsEachOnceInTheirOrder(string pasted) => Found(pasted).ShouldBe([Key, Other]);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("franck.cavel3")]
    [InlineData("clé de fusion")]
    [InlineData("d8657798-d36c-4112-984a-1479c20585d")] // one short
    [InlineData("d8657798-d36c-4112-984a-1479c20585d21")] // one over
    [InlineData("éd8657798-d36c-4112-984a-1479c20585d2")] // grown together with a word
    [InlineData("d8657798-d36c-4112-984a-1479c20585d2x")]
    [InlineData("d8657798-d36c-4112-984a-1479c20585g2")]
    [InlineData("d8657798-d36c-1112-984a-1479c20585d2")] // version 1: none of ours
    [InlineData("d8657798-d36c-4112-184a-1479c20585d2")] // another variant
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("d8657798d36c4112984a1479c20585d20f1e2d3c4b5a46789abcdef012345678")] // two grown together
    public void FindAll_NoKey_FindsNone(string? pasted) => Found(pasted).ShouldBeEmpty();

    [Fact]
    public void FindAll_LongerThanAnyPasteOfKeys_FindsNone()
    {
        Found(Key.PadRight(MergeCode.LongestPaste)).ShouldBe([Key]);
        Found(Key.PadRight(MergeCode.LongestPaste + 1)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a ")]
    [InlineData("-")]
    [InlineData("ab")]
    [InlineData("de-é")]
    public void FindAll_HostilePaste_IsAnsweredAtOnce(string part)
    {
        var pasted = string.Concat(Enumerable.Repeat(part, MergeCode.LongestPaste / part.Length));

        Should.CompleteIn(() => Found(pasted).ShouldBeEmpty(), TimeSpan.FromSeconds(10)); // or never, were it to backtrack
    }

    [Fact]
    public void FindAll_WhatWasShown_FindsItInEveryDisguise() =>
        Gen.Select(
                Codes,
                Gen.Char["- \u00a0\u2011–—\u00ad\n"],
                Gen.OneOf("", "de ", "Voici la clé de fusion : ", "« ", "bead face ", "12 "),
                Gen.OneOf("", " de", " »", ", merci", "\r\n"),
                Gen.Bool
            )
            .Sample(
                (code, gap, before, after, upper) =>
                {
                    var shown = code.ToString().Replace('-', gap);
                    MergeCode.FindAll(before + (upper ? shown.ToUpperInvariant() : shown) + after).ShouldBe([code]);
                },
                iter: 2_000
            );

    [Fact]
    public void From_AnyBytes_IsVersion4OfTheRfcVariant() =>
        Codes.Sample(code =>
        {
            var guid = Guid.ParseExact(code.ToString(), "D");
            guid.Version.ShouldBe(4);
            guid.Variant.ShouldBeInRange(8, 11);
        });

    [Fact]
    public void From_OtherBits_AreKept() =>
        MergeCode.From([0xD8, 0x65, 0x77, 0x98, 0xD3, 0x6C, 0xF1, 0x12, 0x58, 0x4A, 0x14, 0x79, 0xC2, 0x05, 0x85, 0xD2]).ToString().ShouldBe(Key);

    [Fact]
    public void From_TooFewBytes_Throws() => Should.Throw<ArgumentOutOfRangeException>(() => MergeCode.From(new byte[15]));

    [Fact]
    public void Hash_IsSha256OfTheCanonicalText()
    {
        var code = MergeCode.FindAll(Key.ToUpperInvariant()).ShouldHaveSingleItem();

        code.Hash().ShouldBe(SHA256.HashData(Encoding.ASCII.GetBytes(Key)));
        code.Hash().Length.ShouldBe(32);
    }

    private static string[] Found(string? pasted) => [.. MergeCode.FindAll(pasted).Select(c => c.ToString())];
}
