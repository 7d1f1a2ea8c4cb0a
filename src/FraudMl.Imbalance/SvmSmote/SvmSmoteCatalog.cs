namespace FraudMl;

/// <summary>SVM-SMOTE.</summary>
public static class SvmSmoteCatalog
{
    extension(Resamplers)
    {
        /// <summary>Returns SVM-SMOTE: rows are made up around the support vectors of the smaller class, inwards where they are in danger
        /// and outwards where they are safe.</summary>
        /// <param name="options">Neighbours, classifier and how much.</param>
        /// <remarks>The classifier (RBF kernel, gamma 1 / (columns · variance)) is trained on at most WorkingRowLimit rows: the smaller
        /// class, the rows nearest to it and a random sample. Standardize first; calibrate. Nguyen, Cooper and Kamei, IWCIA 2009.</remarks>
        /// <exception cref="FraudMlException">Thrown when the options break a rule.</exception>
        public static IResampler SvmSmote(SvmSmoteOptions? options = null)
        {
            options ??= new SvmSmoteOptions();
            options.Validate();
            return new SvmSmoteResampler(options);
        }
    }
}
