using System.Globalization;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.Held;

/// <summary>
/// What is held, as JSON: <c>{ "madeAt": …, "accounts": { "title": …, "items": [ { … } ] }, … }</c>. Names are stable, values are in
/// words, moments are ISO 8601 in UTC. Written as it is read.
/// </summary>
internal static class HeldFile
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        // A file of its own, never part of a page: letters stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task WriteAsync(
        PipeWriter output,
        IAsyncEnumerable<HeldSection> sections,
        DateTimeOffset now,
        Text text,
        CancellationToken cancellation
    )
    {
        await using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        Write(json, new HeldField("madeAt", now));
        await foreach (var section in sections.WithCancellation(cancellation))
        {
            json.WriteStartObject(section.Name);
            json.WriteString("title", text[$"held.{section.Name}"]);
            json.WriteStartArray("items");
            await foreach (var item in section.Items.WithCancellation(cancellation))
            {
                Write(json, item);
                if (json.BytesPending > 16 * 1024)
                {
                    await FlushAsync(json, output, cancellation);
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        await FlushAsync(json, output, cancellation);
    }

    private static async Task FlushAsync(Utf8JsonWriter json, PipeWriter output, CancellationToken cancellation)
    {
        await json.FlushAsync(cancellation);
        await output.FlushAsync(cancellation);
    }

    private static void Write(Utf8JsonWriter json, HeldItem item)
    {
        json.WriteStartObject();
        foreach (var field in item.Fields.Where(f => f.Value is not null))
        {
            Write(json, field);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, HeldField field)
    {
        switch (field.Value)
        {
            case bool yes:
                json.WriteBoolean(field.Name, yes);
                break;
            case int number:
                json.WriteNumber(field.Name, number);
                break;
            case DateOnly day:
                json.WriteString(field.Name, day.ToString("O", CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset moment:
                json.WriteString(field.Name, moment.ToUniversalTime());
                break;
            default:
                json.WriteString(field.Name, (string)field.Value!);
                break;
        }
    }
}
