using Microsoft.ML;

namespace FraudMl;

internal sealed class FromMlNetTrainer(Func<MLContext, IEstimator<ITransformer>> trainer, FromMlNetOptions options) : ITrainer
{
    public string Name => options.Name;

    public ValidatedOptions Options => options;

    public ITrainer With(ValidatedOptions options) => new FromMlNetTrainer(trainer, options.As<FromMlNetOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        options.Validate();
        data.RequireValid(Name);
        if (options.RequireFiniteFeatures) data.RequireFinite(Name);
        TrainingData weighted = data.Weights.IsEmpty ? data with { Weights = Enumerable.Repeat(1f, data.Matrix.RowCount).ToArray() } : data;
        var view = new MatrixView(weighted, cancellation: context.CancellationToken);
        return MlNetTraining.Run(context, ml => MlNetModels.Open(ml, trainer(ml).Fit(view), view, context));
    }
}
