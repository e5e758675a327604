namespace Rattache.Web.Audit;

public static class AuditSetup
{
    public static void AddAudit(this WebApplicationBuilder builder) => builder.Services.AddHostedService<AuditSealer>();
}
