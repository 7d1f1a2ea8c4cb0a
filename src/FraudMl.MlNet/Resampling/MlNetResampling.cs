using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace FraudMl;

/// <summary>Resampling for plain ML.NET.</summary>
public static class MlNetResampling
{
    /// <summary>Returns an estimator that resamples the rows it is fitted on, and nothing else: its transformer is the trainer's own and
    /// contains no resampler.</summary>
    /// <remarks>
    /// It works inside ML.NET's <c>CrossValidate</c> and in an <c>EstimatorChain</c>, as the last step. The rows
    /// are read into memory once per fit. The transformer's probabilities are those of the resampled rows; <paramref name="onResampled"/>
    /// is told the prior shift to correct them by: add <see cref="PriorShift.LogOddsOffset"/> to their log-odds.
    /// </remarks>
    /// <typeparam name="TTransformer">The trainer's transformer.</typeparam>
    /// <typeparam name="TModel">The trainer's model.</typeparam>
    /// <param name="trainer">A binary trainer.</param>
    /// <param name="resampler">The resampler.</param>
    /// <param name="seed">The seed of the resampling; one in its options goes first. Default 42.</param>
    /// <param name="onResampled">Called with the resampled rows of each fit, from any thread; null for no reports.</param>
    /// <exception cref="FraudMlException">Thrown when the trainer is no binary one, or an option breaks a rule.</exception>
    public static IEstimator<TTransformer> WithResampling<TTransformer, TModel>(
        this TrainerEstimatorBase<TTransformer, TModel> trainer, IResampler resampler, int seed = 42,
        Action<ResampledRows>? onResampled = null)
        where TTransformer : ISingleFeaturePredictionTransformer<TModel>
        where TModel : class
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(resampler);
        resampler.Options.Validate();
        return new ResampledTrainer<TTransformer, TModel>(trainer, resampler, seed, onResampled);
    }
}
