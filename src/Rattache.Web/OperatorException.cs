namespace Rattache.Web;

/// <summary>Something that only whoever runs the service can mend: a key, a certificate, a connection string.</summary>
/// <param name="code">Of the sentence that says what it is and what to do (<c>Texts/Commands.resx</c>).</param>
/// <param name="values">That the sentence names; nothing secret.</param>
/// <param name="cause">What went wrong.</param>
public sealed class OperatorException(string code, object?[] values, Exception? cause = null)
    : Exception($"{code} {string.Join(' ', values)}".TrimEnd(), cause)
{
    public string Code { get; } = code;

    public object?[] Values { get; } = values;
}
