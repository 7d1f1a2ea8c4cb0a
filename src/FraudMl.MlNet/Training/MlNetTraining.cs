using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace FraudMl;

/// <summary>Runs an ML.NET trainer over a matrix, cancellable and with errors in our words.</summary>
internal static class MlNetTraining
{
    /// <summary>Throws unless the options are valid, the rows can be learned from, and every feature is a finite number.</summary>
    public static void Require(ValidatedOptions options, TrainingData data, string who)
    {
        options.Validate();
        data.RequireValid(who);
        data.RequireFinite(who); // ML.NET would drop the other rows in silence.
    }

    /// <summary>Fits an ML.NET trainer; cancelling the token makes it throw at its next check.</summary>
    public static TModel Fit<TModel>(MatrixView view, TrainingContext context, Func<MLContext, ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel>> trainer)
        where TModel : class => Run(context, ml => trainer(ml).Fit(view).Model);

    /// <summary>
    /// Runs work of ML.NET; cancelling the token makes it throw at its next check, and what it can't do is told in our words.
    /// </summary>
    public static T Run<T>(TrainingContext context, Func<MLContext, T> work)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        var ml = new MLContext(context.Seed);
        using CancellationTokenRegistration registration = context.CancellationToken.Register(() => CancelExecution(ml));
        try
        {
            return OnPoolThread(() => work(ml));
        }
        catch (Exception) when (context.CancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(context.CancellationToken);
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            throw new FraudMlException(
                $"ML.NET can't train on these rows: {error.Message.TrimEnd('.')}. "
                + "Drop features that hardly vary, check the options, or use another learner.",
                error);
        }
    }

    // ML.NET's trees cut each split into many small tasks. Queued from a pool thread they are run by it while it waits; queued from any
    // other thread each one is handed over, which takes several times as long.
    private static T OnPoolThread<T>(Func<T> run) =>
        Thread.CurrentThread.IsThreadPoolThread ? run() : Task.Run(run).GetAwaiter().GetResult();

    // ML.NET's trainers look at this flag, and only Microsoft.ML.Experimental, a preview, exposes it.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "CancelExecution")]
    private static extern void CancelExecution(MLContext context);
}
