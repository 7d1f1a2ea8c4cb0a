using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace FraudMl;

/// <summary>An ML.NET trainer that is fitted on resampled rows.</summary>
internal sealed class ResampledTrainer<TTransformer, TModel> : IEstimator<TTransformer>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private readonly TrainerEstimatorBase<TTransformer, TModel> _trainer;
    private readonly IResampler _resampler;
    private readonly int _seed;
    private readonly Action<ResampledRows>? _onResampled;

    public ResampledTrainer(TrainerEstimatorBase<TTransformer, TModel> trainer, IResampler resampler, int seed,
        Action<ResampledRows>? onResampled)
    {
        if (trainer.LabelColumn.ItemType != BooleanDataViewType.Instance)
        {
            throw new FraudMlException(
                $"WithResampling works on binary trainers, whose label is true or false. {trainer.GetType().Name} takes a label of "
                + $"type {trainer.LabelColumn.ItemType}; use one of mlContext.BinaryClassification.Trainers.");
        }

        (_trainer, _resampler, _seed, _onResampled) = (trainer, resampler, seed, onResampled);
    }

    public TTransformer Fit(IDataView input)
    {
        var columns = new TrainerColumns(_trainer.LabelColumn.Name, _trainer.FeatureColumn.Name, _trainer.WeightColumn.Name);
        TrainingData rows = DataViewRows.Read(input, columns);
        ResampledRows resampled = _resampler.Resample(rows, new ResamplingContext(_seed, Environment.ProcessorCount));
        _onResampled?.Invoke(resampled);
        return _trainer.Fit(DataViewRows.Write(resampled.Data, columns));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _trainer.GetOutputSchema(inputSchema);
}
