namespace FraudMl;

/// <summary>The error a user can act on: it names what was wrong, the rule, what was got and the way out.</summary>
public class FraudMlException : Exception
{
    /// <summary>Creates the error with its message.</summary>
    /// <param name="message">One clear sentence, without row contents.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public FraudMlException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the error from several problems, listed one per line.</summary>
    /// <param name="subject">What is invalid, for example <c>The SmoteOptions are invalid</c>.</param>
    /// <param name="problems">Every problem found.</param>
    public FraudMlException(string subject, IReadOnlyList<string> problems)
        : base($"{subject}:{string.Concat(problems.Select(problem => $"\n- {problem}"))}") => Problems = problems;

    /// <summary>Creates an error without a message of its own.</summary>
    public FraudMlException()
    {
    }

    /// <summary>Creates the error with its message.</summary>
    /// <param name="message">One clear sentence, without row contents.</param>
    public FraudMlException(string message)
        : base(message)
    {
    }

    /// <value>The problems one by one; empty when the message says it all.</value>
    public IReadOnlyList<string> Problems { get; } = [];

    /// <value>The column concerned, if one is.</value>
    public string? ColumnName { get; init; }

    /// <value>The row concerned, from 0 among the rows of the call, if one is.</value>
    public int? Row { get; init; }

    /// <value>The package to reference, if one is missing.</value>
    public string? PackageName { get; init; }
}
