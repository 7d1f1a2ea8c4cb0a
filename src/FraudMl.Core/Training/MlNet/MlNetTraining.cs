using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace FraudMl;

/// <summary>Runs an ML.NET trainer over a matrix, cancellable and with errors in our words.</summary>
internal static class MlNetTraining
{
    /// <summary>Throws unless the options are valid, the rows can be learned from, and every feature is a finite number.</summary>
    public static void Require(StepOptions options, TrainingData data, string who)
    {
        options.Validate();
        data.RequireValid(who);
        RequireFinite(data.Matrix, who);
    }

    /// <summary>Throws unless every feature of every row is a finite number: ML.NET would drop the other rows in silence.</summary>
    public static void RequireFinite(FeatureMatrix matrix, string who)
    {
        int[] broken = new int[matrix.ColumnCount];
        for (int row = 0; row < matrix.RowCount; row++)
        {
            ReadOnlySpan<float> values = matrix.Row(row);
            for (int i = 0; i < values.Length; i++)
            {
                if (!float.IsFinite(values[i])) broken[i]++;
            }
        }

        string[] problems = [.. matrix.Columns.Select((column, i) => (column, i)).Where(c => broken[c.i] > 0)
            .Select(c => $"'{c.column.Name}' is missing or infinite in {broken[c.i]} of {matrix.RowCount} rows. Add .{Impute(c.column)} to the pipeline.")];
        if (problems.Length > 0) throw new FraudMlException($"{who} needs finite features", problems);
    }

    private static string Impute(FeatureColumn column) =>
        column.Sources.Count == 1 ? $"Impute(\"{column.Sources[0]}\")" : $"Impute(Columns.Of(\"{string.Join("\", \"", column.Sources)}\"))";

    /// <summary>Fits an ML.NET trainer; cancelling the token makes it throw at its next check.</summary>
    public static TModel Fit<TModel>(MatrixView view, TrainingContext context, Func<MLContext, ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel>> trainer)
        where TModel : class => Run(context, ml => trainer(ml).Fit(view).Model);

    /// <summary>Runs work of ML.NET; cancelling the token makes it throw at its next check.</summary>
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
    }

    // ML.NET's trees cut each split into many small tasks. Queued from a pool thread they are run by it while it waits; queued from any
    // other thread each one is handed over, which takes several times as long.
    private static T OnPoolThread<T>(Func<T> run) =>
        Thread.CurrentThread.IsThreadPoolThread ? run() : Task.Run(run).GetAwaiter().GetResult();

    // ML.NET's trainers look at this flag, and only Microsoft.ML.Experimental, a preview, exposes it.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "CancelExecution")]
    private static extern void CancelExecution(MLContext context);
}
