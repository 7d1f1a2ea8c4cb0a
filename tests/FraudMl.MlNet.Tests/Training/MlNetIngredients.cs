using System.Runtime.CompilerServices;
using FraudMl.Tests.TrainerContract;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace FraudMl.Tests.Training;

/// <summary>What the learner that takes ML.NET's own is made of in the contract: a model that can't be opened, so that it
/// holds for those as well.</summary>
internal static class MlNetIngredients
{
    [ModuleInitializer]
    internal static void Add()
    {
        ContractTrainers.Ingredients[typeof(Func<MLContext, IEstimator<ITransformer>>)] = () =>
        (MLContext ml) => (IEstimator<ITransformer>)ml.Transforms.NormalizeMinMax("Features")
            .Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(
            new LbfgsLogisticRegressionBinaryTrainer.Options { ExampleWeightColumnName = "Weight", NumberOfThreads = 1 }));
    }
}
