using Microsoft.Data.Sqlite;

namespace Rattache.Web.Data;

/// <summary>The database file and its folder are readable by their owner alone: they hold children's names.</summary>
public static class SqliteFile
{
    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes folder and file before SQLite would, under a looser mode; its -wal and -shm files follow the mode of the file.</summary>
    public static void Prepare(string connectionString)
    {
        var source = new SqliteConnectionStringBuilder(connectionString);
        if (source.DataSource.Length == 0 || source.DataSource == ":memory:" || source.Mode == SqliteOpenMode.Memory)
        {
            return;
        }

        var file = Path.GetFullPath(source.DataSource);
        OwnersFolder(Path.GetDirectoryName(file)!);
        OwnersFile(file);
    }

    /// <summary>Makes an empty file that only its owner reads; of one that exists, takes the others' rights away.</summary>
    public static void OwnersFile(string path)
    {
        File.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete).Dispose();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, OwnerFile);
        }
    }

    /// <summary>Makes a folder that only its owner enters; one that exists keeps its mode.</summary>
    public static void OwnersFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerFolder);
        }
    }
}
