using Microsoft.ML;

namespace FraudMl;

/// <summary>Adds any binary trainer of ML.NET to the catalogue of trainers.</summary>
public static class FromMlNetCatalog
{
    extension(Trainers)
    {
        /// <summary>Returns a learner made of a binary trainer of ML.NET; linear models, trees and GAMs end in our forms, others in an
        /// <see cref="MlNetModel"/>.</summary>
        /// <param name="trainer">
        /// Makes the trainer. The rows have the columns <c>Label</c>, <c>Features</c> and <c>Weight</c> (1 where there are no
        /// weights); name the last as the example weight, or weights are ignored. Threads are the trainer's own matter.
        /// </param>
        /// <param name="options">The options.</param>
        public static ITrainer FromMlNet(Func<MLContext, IEstimator<ITransformer>> trainer, FromMlNetOptions? options = null) =>
            new FromMlNetTrainer(trainer, options ?? new FromMlNetOptions());
    }
}
