namespace Rattache.Web.Data;

public static class DataSetup
{
    public static void AddData(this WebApplicationBuilder builder) =>
        builder.Services.AddDatabase(builder.Configuration.GetConnectionString("Rattache") ?? Database.Default);

    /// <summary>
    /// In Development the schema follows by itself; elsewhere <c>rattache migrate</c> does it, when the operator says so. A server that
    /// does not answer yet is no reason to stop: until it does, and has the schema, <c>/health/ready</c> says no.
    /// </summary>
    /// <exception cref="OperatorException">The database is there without the schema of this version: no page would work.</exception>
    public static async Task PrepareDataAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RattacheDb>();
        if (app.Environment.IsDevelopment())
        {
            await Migrator.MigrateAsync(db, CancellationToken.None);
        }
        else if (await db.Database.CanConnectAsync() && !await Migrator.IsDoneAsync(db, CancellationToken.None))
        {
            throw new OperatorException("commands.trouble-schema", []);
        }
    }
}
