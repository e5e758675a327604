namespace Rattache.Web.Data;

public static class DataSetup
{
    public static void AddData(this WebApplicationBuilder builder) =>
        builder.Services.AddDatabase(builder.Configuration.GetConnectionString("Rattache") ?? Database.Default);

    /// <summary>In Development the schema follows by itself; elsewhere <c>rattache migrate</c> does it, when the operator says so.</summary>
    public static async Task PrepareDataAsync(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            await using var scope = app.Services.CreateAsyncScope();
            await Migrator.MigrateAsync(scope.ServiceProvider.GetRequiredService<RattacheDb>(), CancellationToken.None);
        }
    }
}
