namespace FraudMl;

/// <summary>The instance hardness threshold.</summary>
public static class InstanceHardnessCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns the instance hardness threshold: of the larger class, the rows a learner is surest about,
        /// out of fold, are kept.</summary>
        /// <param name="trainer">The learner; null takes bagged trees.</param>
        /// <param name="options">Folds and how much.</param>
        /// <remarks>The hard rows are gone, so probabilities are too sure; calibrate. It trains the learner once per fold. Smith, Martinez
        /// and Giraud-Carrier, Machine Learning 95, 2014.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler InstanceHardness(ITrainer? trainer = null, InstanceHardnessOptions? options = null)
        {
            options ??= new InstanceHardnessOptions();
            options.Validate();
            return new InstanceHardnessResampler(trainer ?? Trainers.BaggedTrees(), options);
        }
    }
}
