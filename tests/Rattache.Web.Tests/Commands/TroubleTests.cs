using System.Diagnostics;
using Microsoft.AspNetCore.Connections;
using Rattache.Web.Commands;
using Rattache.Web.Tests.App;
using Rattache.Web.Tests.Imports;

namespace Rattache.Web.Tests.Commands;

/// <summary>What an operator got wrong, or has not done yet, is told in one sentence, and nothing is done.</summary>
public sealed class TroubleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ConnectionStrings:Rattache", "n’importe quoi", "ConnectionStrings:Rattache ne peut pas être lu.")]
    [InlineData("ConnectionStrings:Rattache", "Host=127.0.0.1;Pasword=tres-secret", "ConnectionStrings:Rattache ne peut pas être lu.")]
    [InlineData(
        "ConnectionStrings:Rattache",
        "Host=127.0.0.1;Port=1",
        "Le serveur de base de données ne répond pas (Failed to connect to 127.0.0.1:1)."
    )]
    [InlineData("ConnectionStrings:Rattache", "Data Source=/proc/nowhere/rattache.db", "Un fichier ou un dossier ne peut pas servir")]
    [InlineData("Imports:Brakes:SchoolShare", "7", "Un réglage ne convient pas : Imports:Brakes: a share lies between 0 and 1.")]
    [InlineData("Imports:Brakes:SchoolShare", "beaucoup", "Un réglage ne convient pas : Failed to convert configuration value 'beaucoup'")]
    public async Task Verb_SetUpWrong_SaysWhatToCorrect(string key, string value, string sentence)
    {
        using var database = await TestDatabase.MakeAsync();
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:Rattache"] = database.ConnectionString, [key] = value };

        ShouldBeOneSentence(await Run.RunAsync(settings, "migrate"), sentence);
    }

    [Fact]
    public async Task Verb_FileThatIsNoDatabase_SaysSo()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "Ce fichier n’est pas une base de données.", Cancellation);

        ShouldBeOneSentence(
            await Run.RunAsync(new() { ["ConnectionStrings:Rattache"] = $"Data Source={file}" }, "migrate"),
            "Le fichier de la base de données ne peut pas servir (SQLite Error 26"
        );
        File.Delete(file);
    }

    [Fact]
    public async Task Verb_DatabaseThatTheServerDoesNotHave_RepeatsWhatTheServerSaid()
    {
        if (!Engine.IsPostgres)
        {
            return; // SQLite makes the file
        }

        ShouldBeOneSentence(
            await Run.RunAsync(new() { ["ConnectionStrings:Rattache"] = $"{PostgresServer.ConnectionString};Database=nulle_part" }, "migrate"),
            "Le serveur de base de données refuse (database \"nulle_part\" does not exist)."
        );
    }

    [Fact]
    public async Task Import_UnderAKeyFileThatIsNone_SaysSo_AndNothingIsTaken()
    {
        await using var app = await ImportApp.StartAsync();
        var file = Path.Combine(app.Folder, "activation.key");
        await File.WriteAllTextAsync(file, "abc", Cancellation);
        var settings = new Dictionary<string, string?>(app.Settings) { ["Activation:KeyFile"] = file };
        var before = await app.DumpAsync();

        var (code, output) = await Run.RunAsync(settings, "import", Samples.Of("aaf"));

        code.ShouldBe(2);
        output.TrimEnd().Split('\n')[^1].ShouldStartWith($"{file} contient 3 octets au lieu de 32");
        (await app.DumpAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("Merging__KeyLife", "00:00:05", "Un réglage ne convient pas : Merging:KeyLife must lie between 00:01:00 and 24:00:00.")]
    [InlineData("Merging__KeyLife", "00:30:00", "La base de données n’a pas le schéma de cette version. Lancez « rattache migrate »")]
    public async Task Server_ThatCannotStart_SaysWhyAndStops(string key, string value, string sentence)
    {
        using var database = await TestDatabase.MakeEmptyAsync();

        ShouldBeOneSentence(await ServeAsync(new() { ["ConnectionStrings__Rattache"] = database.ConnectionString, [key] = value }), sentence);
    }

    [Fact]
    public void AddressOfAnotherProgram_IsTold() =>
        Trouble.Sentence(new IOException("Failed to bind", new AddressInUseException("in use")))!.ShouldContain("--urls");

    [Fact]
    public void WhatTheDiskSays_IsTold() => Trouble.Sentence(new IOException("Is a directory"))!.ShouldContain("(Is a directory)");

    [Fact]
    public void FlawOfOurs_IsToldWithAllThatIsKnownOfIt() =>
        Trouble.Told(new InvalidOperationException("a flaw")).ShouldStartWith("System.InvalidOperationException: a flaw");

    private static void ShouldBeOneSentence((int Code, string Output) run, string sentence)
    {
        run.Code.ShouldBe(Verbs.Refused);
        run.Output.ShouldStartWith(sentence);
        run.Output.TrimEnd().ShouldNotContain('\n');
        run.Output.ShouldNotContain("secret");
    }

    /// <summary>In a process of its own, which is to end by itself. Its log is its own matter.</summary>
    private static async Task<(int Code, string Output)> ServeAsync(Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "rattache.dll"), "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Test", ["LANG"] = "C.UTF-8" },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Cancellation);
        await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, await errors);
    }
}
