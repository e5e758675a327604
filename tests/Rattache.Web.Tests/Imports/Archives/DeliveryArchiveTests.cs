using System.Formats.Tar;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Imports;

namespace Rattache.Web.Tests.Imports.Archives;

/// <summary>An archive is a whole delivery, as its folder is; or it is refused, and leaves nothing anywhere.</summary>
public sealed class DeliveryArchiveTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("livraison.zip", "")]
    [InlineData("livraison.zip", "ENT/2026/aaf/")]
    [InlineData("livraison.tar.gz", "")]
    [InlineData("livraison.tar.gz", "./aaf/")]
    [InlineData("zip-sous-un-autre-nom.bin", "aaf\\")]
    public async Task Archive_GivesWhatItsFolderGives(string name, string under)
    {
        await using var folder = await ImportApp.StartAsync();
        await using var archive = await ImportApp.StartAsync();
        await folder.TakeAsync(Samples.Of("aaf"));
        var file = Path.Combine(archive.Folder, name);
        var files = Packed.Of("aaf", under);

        var report = await archive.TakeAsync(name.EndsWith("gz", StringComparison.Ordinal) ? Packed.TarGz(file, files) : Packed.Zip(file, files));

        report.IsWhole.ShouldBeTrue();
        (await archive.Db.StatedAsync()).ShouldBe(await folder.Db.StatedAsync());
        (await FingerprintAsync(archive)).ShouldBe(await FingerprintAsync(folder));
        LeftIn(archive).ShouldBeEmpty();
    }

    [Fact]
    public async Task Archive_WithWhatMacOsAdds_IsTakenWithoutIt()
    {
        await using var app = await ImportApp.StartAsync();
        var rubbish = Samples.Of("broken/binary.xml");
        var zip = Packed.Zip(
            Path.Combine(app.Folder, "a.zip"),
            [.. Packed.Of("aaf"), ("__MACOSX/._ENT_0061234A_Complet_20260901_Eleve_0000.xml", rubbish), (".DS_Store", rubbish)]
        );

        (await app.TakeAsync(zip)).Issues.Kept.ShouldBeEmpty();
    }

    [Fact]
    public async Task Archive_WithANoteBesideTheFolder_IsTaken()
    {
        await using var app = await ImportApp.StartAsync();
        var note = ("lisezmoi.txt", Samples.Of("broken/binary.xml"));
        (await app.TakeAsync(Packed.Zip(Path.Combine(app.Folder, "a.zip"), [.. Packed.Of("aaf", "aaf/"), note]))).IsWhole.ShouldBeTrue();
    }

    [Theory]
    [InlineData("../ENT_x_Complet_20260901_Eleve_0000.xml")]
    [InlineData("aaf/../../ENT_x_Complet_20260901_Eleve_0000.xml")]
    [InlineData("..\\ENT_x_Complet_20260901_Eleve_0000.xml")]
    [InlineData("/tmp/ENT_x_Complet_20260901_Eleve_0000.xml")]
    [InlineData("C:\\ENT_x_Complet_20260901_Eleve_0000.xml")]
    public async Task PathsThatLeadOut_AreRefused(string name)
    {
        await using var app = await ImportApp.StartAsync();
        var entry = (name, Samples.Broken("*_links.xml")[0]);
        await ShouldBeRefusedAsync(app, Packed.Zip(Path.Combine(app.Folder, "a.zip"), entry), DeliveryRefusal.ArchiveEscapes);
        await ShouldBeRefusedAsync(app, Packed.TarGz(Path.Combine(app.Folder, "a.tar.gz"), entry), DeliveryRefusal.ArchiveEscapes);
    }

    [Fact]
    public async Task LinksAndDevices_AreRefused()
    {
        await using var app = await ImportApp.StartAsync();
        await ShouldBeRefusedAsync(app, Packed.ZipOfALink(Path.Combine(app.Folder, "a.zip")), DeliveryRefusal.ArchiveLink);
        foreach (var type in new[] { TarEntryType.SymbolicLink, TarEntryType.HardLink })
        {
            await ShouldBeRefusedAsync(app, Packed.TarOf(Path.Combine(app.Folder, $"{type}.tar.gz"), type), DeliveryRefusal.ArchiveLink);
        }
    }

    [Fact]
    public async Task Bombs_AreRefused_BeforeTheyAreLarge()
    {
        await using var app = await ImportApp.StartAsync();
        foreach (
            var bomb in new[]
            {
                Packed.ZipOfZeros(Path.Combine(app.Folder, "a.zip"), 64),
                Packed.TarOfZeros(Path.Combine(app.Folder, "a.tar.gz"), 64),
            }
        )
        {
            app.Archives = new() { Folder = app.Archives.Folder };
            await ShouldBeRefusedAsync(app, bomb, DeliveryRefusal.ArchiveBomb);
            app.Archives = new() { Folder = app.Archives.Folder, MaxBytes = 1 << 20 };
            await ShouldBeRefusedAsync(app, bomb, DeliveryRefusal.ArchiveTooBig);
        }
    }

    [Fact]
    public async Task TooManyFiles_AreRefused()
    {
        await using var app = await ImportApp.StartAsync();
        app.Archives = new() { Folder = app.Archives.Folder, MaxEntries = 3 };
        await ShouldBeRefusedAsync(app, Packed.Zip(Path.Combine(app.Folder, "a.zip"), Packed.Of("aaf")), DeliveryRefusal.ArchiveTooMany);
    }

    [Fact]
    public async Task OneNameTwice_IsRefused()
    {
        await using var app = await ImportApp.StartAsync();
        var twice = Packed.Zip(Path.Combine(app.Folder, "a.zip"), [.. Packed.Of("aaf", "x/aaf/"), .. Packed.Of("aaf", "y/aaf/")]);
        await ShouldBeRefusedAsync(app, twice, DeliveryRefusal.ArchiveTwice);
    }

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a.tar.gz")]
    public async Task CutShort_IsRefused(string name)
    {
        await using var app = await ImportApp.StartAsync();
        var file = Path.Combine(app.Folder, name);
        _ = name == "a.zip" ? Packed.Zip(file, Packed.Of("aaf")) : Packed.TarGz(file, Packed.Of("aaf"));
        await using (var stream = File.OpenWrite(file))
        {
            stream.SetLength(stream.Length / 2);
        }

        await ShouldBeRefusedAsync(app, file, DeliveryRefusal.ArchiveBroken);
    }

    [Fact]
    public async Task Encrypted_IsRefused()
    {
        await using var app = await ImportApp.StartAsync();
        await ShouldBeRefusedAsync(
            app,
            Packed.SaidToBeEncrypted(Packed.Zip(Path.Combine(app.Folder, "a.zip"), Packed.Of("aaf"))),
            DeliveryRefusal.ArchiveBroken
        );
    }

    [Theory]
    [InlineData("lisez-moi.pdf")]
    [InlineData("lisezmoi.txt")]
    [InlineData("aaf/lisezmoi.txt")]
    public async Task WithoutADelivery_IsRefusedByItsName(string name)
    {
        await using var app = await ImportApp.StartAsync();
        var zip = Packed.Zip(Path.Combine(app.Folder, "photos.zip"), (name, Samples.Of("broken/binary.xml")));
        var refusal = await ShouldBeRefusedAsync(app, zip, DeliveryRefusal.NoFile);
        refusal.File.ShouldBe("photos.zip");
    }

    [Fact]
    public async Task WhatAKilledImportLeft_IsRemovedByTheNext()
    {
        await using var app = await ImportApp.StartAsync();
        var left = Directory.CreateDirectory(Path.Combine(app.Archives.Folder, "import-0123", "0", "aaf"));
        await File.WriteAllTextAsync(Path.Combine(left.FullName, "Eleve.xml"), "<", Cancellation);
        var foreign = Directory.CreateDirectory(Path.Combine(app.Archives.Folder, "autre"));

        await app.TakeAsync(Samples.Of("aaf"));

        LeftIn(app).ShouldBe([foreign.FullName]);
    }

    [Fact]
    public async Task WhileOpen_NobodyElseReadsIt()
    {
        await using var app = await ImportApp.StartAsync();
        var modes = new List<UnixFileMode>();
        var watch = new Steps(step =>
        {
            if (step.Step == ImportStep.Reading)
            {
                modes.AddRange(LeftIn(app).Select(File.GetUnixFileMode));
            }
        });

        await app.RunAsync(new(Progress: watch), Packed.Zip(Path.Combine(app.Folder, "a.zip"), Packed.Of("aaf")));

        modes.ShouldNotBeEmpty();
        modes.ShouldAllBe(mode => mode == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    private static async Task<DeliveryRefusal> ShouldBeRefusedAsync(ImportApp app, string archive, string code)
    {
        var before = await app.DumpAsync();
        var around = Directory.GetFileSystemEntries(app.Folder).Order().ToArray();
        var refusal = await app.RefuseAsync(archive);
        refusal.Code.ShouldBe(code, Path.GetFileName(archive));
        refusal.File.ShouldBe(Path.GetFileName(archive));
        (await app.DumpAsync()).ShouldBe(before);
        LeftIn(app).ShouldBeEmpty();
        Directory.GetFileSystemEntries(app.Folder).Except([app.Archives.Folder]).Order().ShouldBe(around.Except([app.Archives.Folder]));
        return refusal;
    }

    private static string[] LeftIn(ImportApp app) => Directory.Exists(app.Archives.Folder) ? Directory.GetFileSystemEntries(app.Archives.Folder) : [];

    private static Task<string?> FingerprintAsync(ImportApp app) => app.Db.ImportRuns.Select(r => r.Fingerprint).SingleAsync(Cancellation);
}
