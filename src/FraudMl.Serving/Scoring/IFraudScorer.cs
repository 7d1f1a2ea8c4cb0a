using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using FraudMl.Explanations;

namespace FraudMl.Serving;

/// <summary>
/// Scores the transactions of your own endpoints and services with the model in service: inject it where a transaction comes in. Every call
/// asks the model that is in service at that moment, or the rules of <c>AddFraudFallback</c> while none can be asked, and any thread may
/// call.
/// </summary>
/// <remarks>Rows are what <see cref="FraudModel"/> takes: objects whose public properties feed the inputs of the same name, or values by
/// name. One row that is neither explained nor boxed by its caller allocates nothing once the model is warm. Where
/// <see cref="FraudScoringOptions.IdColumn"/> is set, a property or name like it is the transaction's id, by which labels, the shadow
/// report and the audit log find it.</remarks>
public interface IFraudScorer
{
    /// <value>The model in service. Take it once where several answers must come from the same model.</value>
    /// <exception cref="FraudMlException">Thrown while the model is still being loaded; <c>/ping</c> answers 503 until then.</exception>
    ServedModel Served { get; }

    /// <value>Whether rules answer at the moment instead of a model: none is loaded, or it is left alone since it took too long or failed.
    /// The next call may find it otherwise.</value>
    bool IsLeftToRules { get; }

    /// <summary>Returns the probability that a transaction is a fraud.</summary>
    /// <typeparam name="T">The type of the row.</typeparam>
    /// <param name="row">The transaction; further properties are not looked at.</param>
    /// <exception cref="FraudMlException">Thrown with every input that is missing or of another kind, or while the model is still being
    /// loaded.</exception>
    double Score<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(T row)
        where T : notnull;

    /// <summary>Returns the probability that a transaction is a fraud.</summary>
    /// <param name="row">The value of each input by name: a number, text or time, null where it is missing.</param>
    /// <exception cref="FraudMlException">Thrown with every input that is missing or of another kind, or while the model is still being
    /// loaded.</exception>
    [OverloadResolutionPriority(2)]
    double Score(IReadOnlyDictionary<string, object?> row);

    /// <summary>Returns the probability of fraud for each transaction; all are scored by one model.</summary>
    /// <typeparam name="T">The type of the rows, or a dictionary of values by name.</typeparam>
    /// <param name="rows">The transactions.</param>
    /// <exception cref="FraudMlException">Thrown with every input that is missing or of another kind, or while the model is still being
    /// loaded.</exception>
    [OverloadResolutionPriority(1)]
    double[] Score<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(IEnumerable<T> rows)
        where T : notnull;

    /// <summary>Returns whether a transaction is flagged.</summary>
    /// <typeparam name="T">The type of the row.</typeparam>
    /// <param name="row">The transaction.</param>
    /// <exception cref="FraudMlException">Thrown when the model has no decision, with every input that is missing or of another kind, or
    /// while the model is still being loaded.</exception>
    bool Decide<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(T row)
        where T : notnull;

    /// <summary>Returns whether a transaction is flagged.</summary>
    /// <param name="row">The value of each input by name, null where it is missing.</param>
    /// <exception cref="FraudMlException">Thrown when the model has no decision, with every input that is missing or of another kind, or
    /// while the model is still being loaded.</exception>
    [OverloadResolutionPriority(2)]
    bool Decide(IReadOnlyDictionary<string, object?> row);

    /// <summary>Returns whether each transaction is flagged; all are decided by one model.</summary>
    /// <typeparam name="T">The type of the rows, or a dictionary of values by name.</typeparam>
    /// <param name="rows">The transactions.</param>
    /// <exception cref="FraudMlException">Thrown when the model has no decision, with every input that is missing or of another kind, or
    /// while the model is still being loaded.</exception>
    [OverloadResolutionPriority(1)]
    bool[] Decide<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(IEnumerable<T> rows)
        where T : notnull;

    /// <summary>Returns why a transaction gets its score: exact Shapley values.</summary>
    /// <typeparam name="T">The type of the row, or a dictionary of values by name.</typeparam>
    /// <param name="row">The transaction.</param>
    /// <param name="top">The most reasons, at least 1. Default 5.</param>
    /// <exception cref="FraudMlException">Thrown when the model has no exact explanation, with every input that is missing or of another
    /// kind, or while the model is still being loaded.</exception>
    Explanation Explain<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(T row, int top = 5)
        where T : notnull;
}
