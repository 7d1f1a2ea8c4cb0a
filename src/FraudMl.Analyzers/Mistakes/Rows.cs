using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace FraudMl.Analyzers;

/// <summary>Rows that a body works on, told apart by the variable that holds them.</summary>
/// <param name="Key">What holds them.</param>
/// <param name="Name">How they are called.</param>
/// <param name="Part">0 for the first and 1 for the second part of a split; -1 for what is no part.</param>
/// <param name="Split">The split that they are a part of.</param>
/// <param name="Whole">The rows that were split.</param>
internal sealed record Rows(object Key, string Name, int Part, IInvocationOperation? Split, Rows? Whole)
{
    /// <summary>Returns whether rows are the same, or some of them a part of the others.</summary>
    public bool Shares(Rows other) => Within(other) || other.Within(this);

    private bool Within(Rows other) => Key.Equals(other.Key) || Whole?.Within(other) == true;
}
