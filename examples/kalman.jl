"""
    Kalman

A Kalman filter with the derivatives that one needs to tune it: the gain from the minimum of the posterior variance, and the gradient of the
likelihood in the noise covariances. The formulas stand in comments that start with "mcalc:"; hover a query to see its answer.
"""
module Kalman

using LinearAlgebra

export Model, predict, update, loglikelihood

# The linear model: state x, observation y, noise covariances Q and R.
# mcalc: F : matrix(n, n); H : matrix(m, n); Q, P : posdef(n); R : posdef(m)
#   x : vector(n); y : vector(m); K : matrix(n, m)
struct Model{T}
    F::Matrix{T}
    H::Matrix{T}
    Q::Matrix{T}
    R::Matrix{T}
end

predict(m::Model, x, P) = (m.F * x, m.F * P * m.F' + m.Q)

#=
The gain minimises the trace of the posterior covariance, here in Joseph's form, which stays symmetric whatever K is.

mcalc: S = H*P*H' + R
  posterior = (eye(n) - K*H)*P*(eye(n) - K*H)' + K*R*K'
  variance = tr(posterior)
  gradient variance wrt K
  check gradient variance wrt K == 2*(K*S - P*H')
=#
function update(m::Model, x, P, y)
    S = cholesky(Symmetric(m.H * P * m.H' + m.R))
    K = P * m.H' / S                 # the zero of the gradient above
    x = x + K * (y - m.H * x)
    A = I - K * m.H
    return x, A * P * A' + K * m.R * K'
end

"""
    loglikelihood(m, x, P, ys)

The log-likelihood of the observations, up to a constant.

mcalc: v = y - H*x
  nll = 1/2*(logdet(S) + v'*inv(S)*v)
"""
function loglikelihood(m::Model, x, P, ys)
    total = 0.0
    for y in ys
        x, P = predict(m, x, P)
        S = cholesky(Symmetric(m.H * P * m.H' + m.R))
        v = y - m.H * x
        total -= (logdet(S) + v' * (S \ v)) / 2
        x, P = update(m, x, P, y)
    end
    return total
end

# For maximum likelihood: the gradients of one term (negative) in the noise of the observations and in the predicted state.
# mcalc: gradient nll wrt R
#   gradient nll wrt x
#   check gradient nll wrt x == -H'*(S\v)
#   check gradient nll wrt R == 1/2*(inv(S) - inv(S)*v*v'*inv(S))

# An extended filter needs the Jacobians of its model. A network as transition, and the range to a beacon b as observation:
# mcalc: A, B, C : matrix(n, n); b : vector(n)
#   next = A*x + B*tanh(C*x)
#   jacobian next wrt x
#   check jacobian next wrt x == A + B*diag(1 - tanh(C*x).^2)*C
#   range = norm2(x - b)
#   gradient range wrt x
#   check gradient range wrt x == (x - b)/norm2(x - b)
transition(A, B, C, x) = A * x + B * tanh.(C * x)
transition_jacobian(A, B, C, x) = A + B * Diagonal(1 .- tanh.(C * x) .^ 2) * C

end # module
