using System.Reflection;
using Rattache.Web.Tests.App;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestFramework(typeof(OnEachEngine))]

namespace Rattache.Web.Tests.App;

/// <summary>
/// Runs the suite once on each engine in one process: what was compiled for the first serves the second, a fifth of its work.
/// </summary>
public sealed class OnEachEngine(string? configuration) : XunitTestFramework(configuration)
{
    private readonly string? configuration = configuration;

    public OnEachEngine()
        : this(null) { }

    protected override ITestFrameworkExecutor CreateExecutor(Assembly assembly) => new Executor(new XunitTestAssembly(assembly, configuration));

    private sealed class Executor(IXunitTestAssembly assembly) : XunitTestFrameworkExecutor(assembly)
    {
        public override async ValueTask RunTestCases(
            IReadOnlyCollection<IXunitTestCase> testCases,
            IMessageSink executionMessageSink,
            ITestFrameworkExecutionOptions executionOptions,
            CancellationToken cancellationToken
        )
        {
            foreach (var engine in Engine.Asked)
            {
                Engine.Begin(engine);
                await base.RunTestCases(testCases, new Naming(executionMessageSink, engine), executionOptions, cancellationToken);
            }
        }
    }

    /// <summary>A report says on which engine a test failed.</summary>
    private sealed class Naming(IMessageSink next, string engine) : IMessageSink
    {
        public bool OnMessage(IMessageSinkMessage message)
        {
            if (message is TestStarting test)
            {
                test.TestDisplayName = $"{test.TestDisplayName} [{engine}]";
            }

            return next.OnMessage(message);
        }
    }
}
