namespace FraudMl;

/// <summary>Stops hopeless trials early.</summary>
/// <remarks>
/// It is asked after each fold and after each iteration that has a score, by several threads at once. For the same
/// progress it must say the same:
/// then an experiment's result does not depend on how many trials run at once.
/// </remarks>
public interface IPruner
{
    /// <value>The pruner's name, for example <c>median</c>.</value>
    string Name { get; }

    /// <value>
    /// The iterations, from 1, after which learners that boost are to score the rows that the first fold validates, so that it can judge
    /// iterations of those that hold no rows back for early stopping: each takes time. Null for all of them. Default none.
    /// </value>
    IReadOnlyList<int>? FollowedIterations => [];

    /// <summary>Returns whether a running trial goes on.</summary>
    /// <param name="progress">The trial, where it is, and the trials before it.</param>
    TrialDirective Judge(in TrialProgress progress);
}

/// <summary>The catalogue of pruners; every package adds its own.</summary>
public abstract class Pruners
{
    private protected Pruners()
    {
    }
}
