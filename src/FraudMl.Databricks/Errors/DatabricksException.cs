using System.Net;

namespace FraudMl;

/// <summary>An error that Databricks answered, or the way to it.</summary>
public sealed class DatabricksException : FraudMlException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, if anything was.</param>
    public DatabricksException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the error from several problems, listed one per line.</summary>
    /// <param name="subject">What did not work.</param>
    /// <param name="problems">What was tried and why it failed.</param>
    internal DatabricksException(string subject, IReadOnlyList<string> problems)
        : base(subject, problems)
    {
    }

    /// <value>The code of Databricks, such as <c>PERMISSION_DENIED</c>; null where there is none.</value>
    public string? ErrorCode { get; init; }

    /// <value>The HTTP status; null where there was no answer, or a statement failed (which is answered with 200).</value>
    public HttpStatusCode? StatusCode { get; init; }

    /// <value>The SQLSTATE of a statement that failed; null for other errors.</value>
    public string? SqlState { get; init; }

    /// <value>The statement; null where the error is of none.</value>
    public string? StatementId { get; init; }

    /// <value>The run of a job; null where the error is of none.</value>
    public long? RunId { get; init; }
}
