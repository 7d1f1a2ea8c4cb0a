namespace FraudMl.Steps;

/// <summary>Adds the collision report of hash encodings to the fitted model.</summary>
public static class HashReport
{
    extension(FraudModel model)
    {
        /// <value>The collisions of each hash encoding of the model, in order.</value>
        public IReadOnlyList<HashCollisions> HashCollisions => [.. model.Steps.OfType<FittedHash>().Select(step => step.Collisions)];
    }
}
