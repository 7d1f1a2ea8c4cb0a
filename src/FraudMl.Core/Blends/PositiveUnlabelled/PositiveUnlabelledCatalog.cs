namespace FraudMl;

/// <summary>Adds learning from positive and unlabelled rows to the catalogue of trainers.</summary>
public static class PositiveUnlabelledCatalog
{
    extension(Trainers)
    {
        /// <summary>Returns a learner whose probabilities are right where labelled rows are frauds and the others may be frauds too
        /// that nobody has found.</summary>
        /// <param name="trainer">The learner of what is labelled; it is trained 1 + folds times.</param>
        /// <param name="options">The options.</param>
        /// <remarks>
        /// p = g / c: g is the probability that a row is labelled, and c the share of the frauds that are: the mean of g over labelled
        /// rows that its model has not seen (Elkan and Noto, KDD 2008), or the share labelled among the highest scores where that is more.
        /// It holds where each fraud has the same chance to be labelled, whatever its features. Where frauds look like legitimate rows, c
        /// comes out too low and p too high: set <see cref="PositiveUnlabelledOptions.LabelFrequency"/>. The ranking
        /// stays the learner's, and so do the reasons.
        /// </remarks>
        public static ITrainer PositiveUnlabelled(ITrainer trainer, PositiveUnlabelledOptions? options = null) =>
            new PositiveUnlabelledTrainer(trainer, options ?? new PositiveUnlabelledOptions());
    }
}
