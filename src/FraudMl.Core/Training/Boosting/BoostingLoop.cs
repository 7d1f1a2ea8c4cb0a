namespace FraudMl.Training;

/// <summary>The loop of a learner that grows one tree after another: progress, pruning, cancellation and early stopping.</summary>
public static class BoostingLoop
{
    /// <summary>Grows trees until there are enough, no split is left, the held-back rows gain nothing, or somebody says stop.</summary>
    /// <param name="iterationCount">The most iterations.</param>
    /// <param name="context">Who is told, and who may stop it.</param>
    /// <param name="grow">Runs an iteration, from 1; returns false when there was nothing left to split.</param>
    /// <param name="stopping">The held-back rows, or null for none.</param>
    /// <returns>How many iterations to keep.</returns>
    /// <exception cref="OperationCanceledException">Thrown when cancelled.</exception>
    public static int Run(int iterationCount, TrainingContext context, Func<int, bool> grow, EarlyStopping? stopping = null)
    {
        int iteration = 0;
        bool goesOn = true;
        while (goesOn && iteration < iterationCount)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            iteration++;
            goesOn = grow(iteration);
            double? score = stopping is not null && (stopping.Stops || context.Follows(iteration)) ? stopping.Score(iteration) : null;
            if (context.OnIteration?.Invoke(new TrainingIteration(iteration, iterationCount, score)) == false) goesOn = false;
            if (stopping is { IsOver: true }) goesOn = false;
        }

        return stopping is { Stops: true } ? stopping.BestIteration : iteration;
    }
}
