using Rattache.Core.Imports.Aaf;

namespace Rattache.Web.Imports.Aaf;

/// <summary>What an AAF or AAF1D file says of itself.</summary>
internal static class AafFile
{
    public static (FoundFile? File, DeliveryRefusal? Refusal) Look(string path)
    {
        var name = AafFileName.Parse(Path.GetFileName(path));
        using var reader = new AafReader(path, isDelta: true);
        reader.Next();
        if (reader.Refusal is { } refusal)
        {
            return (null, refusal);
        }

        var head = reader.Head;
        return (
            new(
                path,
                head.SaysNothing ? null : head.Feed,
                head.Academy,
                name.Date,
                head.Date,
                name.Category,
                name.Slice,
                name.IsDelta ?? HasChanges(path)
            ),
            null
        );
    }

    /// <summary>For a file whose name tells nothing: only its records can.</summary>
    private static bool HasChanges(string path)
    {
        using var reader = new AafReader(path, isDelta: true);
        while (reader.Next() is { } record)
        {
            if (record.Request is AafRequest.Modify or AafRequest.Delete)
            {
                return true;
            }
        }

        return false; // what is wrong further on is told when the file is read
    }
}
