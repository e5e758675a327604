using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rattache.Web.Tests.App;

/// <summary>
/// A device that keeps one passkey (ES256, no attestation), with what a browser adds: W3C WebAuthn 3, §6.1 and §7. What a test leaves as it
/// is, is what an honest device does.
/// </summary>
internal sealed class SoftKey : IDisposable
{
    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte Attested = 0x40;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private string userHandle = "";
    private uint signed;

    public string Origin { get; set; } = "http://localhost";

    /// <summary>Whether it looked at finger or face.</summary>
    public bool VerifiesOwner { get; set; } = true;

    /// <summary>The answer to <c>navigator.credentials.create</c>.</summary>
    public string Create(string options)
    {
        var asked = JsonNode.Parse(options)!;
        userHandle = (string)asked["user"]!["id"]!;
        var point = key.ExportParameters(false).Q;
        byte[] cose = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. DataOf((string)asked["rp"]!["id"]!, Attested), .. new byte[16], 0, (byte)id.Length, .. id, .. cose];
        byte[] attestation = [0xA3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xA0, .. Text("authData"), 0x58, (byte)data.Length, .. data];
        return Answer(new() { ["clientDataJSON"] = Client("webauthn.create", asked), ["attestationObject"] = Base64Url.EncodeToString(attestation) });
    }

    /// <summary>The answer to <c>navigator.credentials.get</c>.</summary>
    public string Get(string options)
    {
        var asked = JsonNode.Parse(options)!;
        signed++;
        var data = DataOf((string)asked["rpId"]!, 0);
        var client = Client("webauthn.get", asked);
        var signature = key.SignData(
            [.. data, .. SHA256.HashData(Base64Url.DecodeFromChars(client))],
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );
        return Answer(
            new()
            {
                ["clientDataJSON"] = client,
                ["authenticatorData"] = Base64Url.EncodeToString(data),
                ["signature"] = Base64Url.EncodeToString(signature),
                ["userHandle"] = userHandle,
            }
        );
    }

    public void Dispose() => key.Dispose();

    private byte[] DataOf(string domain, byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, signed);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(domain)), (byte)(flags | Present | (VerifiesOwner ? Verified : 0)), .. count];
    }

    private string Client(string type, JsonNode asked) =>
        Base64Url.EncodeToString(
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    type,
                    challenge = (string)asked["challenge"]!,
                    origin = Origin,
                    crossOrigin = false,
                }
            )
        );

    private string Answer(JsonObject response) =>
        new JsonObject
        {
            ["id"] = Base64Url.EncodeToString(id),
            ["rawId"] = Base64Url.EncodeToString(id),
            ["type"] = "public-key",
            ["clientExtensionResults"] = new JsonObject(),
            ["response"] = response,
        }.ToJsonString();

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];
}

internal static class SoftKeys
{
    public static async Task<SoftKey> AddPasskeyAsync(this Visitor visitor, string? name = null)
    {
        var key = new SoftKey();
        await visitor.AddPasskeyAsync(key, name);
        visitor.Path.ToString().ShouldBe("/mon-compte/cles-d-acces", visitor.Page.Body!.TextContent);
        return key;
    }

    public static async Task AddPasskeyAsync(this Visitor visitor, SoftKey key, string? name = null)
    {
        visitor.SendsOrigin();
        await visitor.OpenAsync("/mon-compte/cles-d-acces/ajouter");
        var answer = ("reponse", key.Create(visitor.Options()));
        await (name is null ? visitor.PressAsync("Créer la clé", answer) : visitor.PressAsync("Créer la clé", answer, ("nom", name)));
    }

    public static async Task SignInAsync(this Visitor visitor, SoftKey key)
    {
        visitor.SendsOrigin();
        await visitor.OpenAsync("/connexion/cle-d-acces");
        await visitor.PressAsync("Continuer", ("reponse", key.Get(visitor.Options())));
    }

    public static string Options(this Visitor visitor) => visitor.Page.QuerySelector("form[data-passkey]")!.GetAttribute("data-options")!;

    /// <summary>As every browser does with a form.</summary>
    private static void SendsOrigin(this Visitor visitor)
    {
        visitor.Client.DefaultRequestHeaders.Remove("Origin");
        visitor.Client.DefaultRequestHeaders.Add("Origin", "http://localhost");
    }
}
