namespace Rattache.Web.Demo;

public static class DemoSetup
{
    public static Task PrepareDemoAsync(this WebApplication app) => Task.CompletedTask;
}
